using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>How a UDP listener of nc's kind finds its one peer.</summary>
internal static class FirstSender
{
    /// <summary>
    /// Waits for a datagram, leaves it in the queue and returns its sender's address; 0 or minus errno.
    /// What others had queued before a later connect(2) is still delivered; what they send after it the kernel drops.
    /// </summary>
    internal static int Await(int socket, out SockAddr sender)
    {
        Span<byte> peeked = stackalloc byte[1];
        while (true)
        {
            int received = Libc.ReceiveFrom(socket, peeked, Constants.MSG_PEEK, out sender);
            if (received == -Constants.EAGAIN)
            {
                _ = Readiness.Await(socket, Constants.POLLIN);
            }
            else if (received != -Constants.EINTR)
            {
                return Math.Min(received, 0);
            }
        }
    }

    /// <summary>Removes the first datagram from the queue.</summary>
    internal static void Discard(int socket) => _ = Libc.ReceiveFrom(socket, [], Constants.MSG_DONTWAIT, out _);

    /// <summary>Has a bound socket receive from all senders again (connect(2), AF_UNSPEC). A port that the kernel chose is lost by that, and bound again.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="local">Its address before it was connected.</param>
    internal static void Disconnect(int socket, in SockAddr local)
    {
        _ = Libc.Connect(socket, new SockAddr(new byte[SockAddr.Room]));
        _ = Libc.Bind(socket, local);

        // That the last peer has left is no error of the next one's. Reading clears it.
        _ = Libc.GetOption(socket, Constants.SOL_SOCKET, Constants.SO_ERROR, out _);
    }

    /// <summary>Makes the sender the only peer of the socket; 0 or minus errno (connect(2)).</summary>
    internal static int Connect(int socket, in SockAddr sender) => Libc.Connect(socket, sender);
}
