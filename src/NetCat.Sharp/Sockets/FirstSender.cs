using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Finds the only peer of a UDP listener, as nc does.</summary>
internal static class FirstSender
{
    /// <summary>
    /// Waits for a datagram, leaves it in the queue and returns its sender's address; 0 or minus errno. After a later connect(2), datagrams of other
    /// senders that are already in the queue are still delivered; the kernel drops later ones.
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

    /// <summary>
    /// Makes a bound socket receive from all senders again (connect(2), AF_UNSPEC). This releases a port that the kernel chose, so the socket is
    /// bound to it again.
    /// </summary>
    /// <param name="socket">The socket.</param>
    /// <param name="local">The address of the socket before it was connected.</param>
    internal static void Disconnect(int socket, in SockAddr local)
    {
        _ = Libc.Connect(socket, new SockAddr(new byte[SockAddr.Room]));
        _ = Libc.Bind(socket, local);

        // A pending error belongs to the previous peer and not to the next one. Reading the error clears it.
        _ = Libc.GetOption(socket, Constants.SOL_SOCKET, Constants.SO_ERROR, out _);
    }

    /// <summary>Makes the sender the only peer of the socket; 0 or minus errno (connect(2)).</summary>
    internal static int Connect(int socket, in SockAddr sender) => Libc.Connect(socket, sender);
}
