using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>The most recent sender on a socket without a peer: replies go to it.</summary>
/// <param name="admits">Whether datagrams of a sender are received; null receives from all. A refused datagram is dropped, and its sender gets no replies.</param>
internal sealed class LatestSender(Func<SockAddr, bool>? admits = null)
{
    private readonly byte[] _came = new byte[SockAddr.Room];

    /// <summary>The address; unset before the first datagram, and after one of a Unix socket that has no name.</summary>
    internal SockAddr Address { get; private set; }

    /// <summary>A reply can be sent.</summary>
    internal bool IsKnown => !Address.Bytes.IsEmpty;

    /// <summary>The sender is a Unix socket. poll(2) reports a socket without a peer as writable although the sender's queue is full.</summary>
    internal bool IsUnix => Address.Family == Constants.AF_UNIX;

    /// <summary>Bytes of the next datagram, or minus errno; EAGAIN where there is none, or a refused one.</summary>
    internal int Receive(int socket, Span<byte> into)
    {
        int received = Libc.ReceiveFrom(socket, into, Constants.MSG_DONTWAIT, _came, out int length);
        if (received < 0)
        {
            return received;
        }

        ReadOnlySpan<byte> bytes = _came.AsSpan(0, length);
        SockAddr sender = bytes.SequenceEqual(Address.Bytes) ? Address : new SockAddr(bytes);
        if (admits is not null && !admits(sender))
        {
            return -Constants.EAGAIN;
        }

        Address = sender;
        return received;
    }

    /// <summary>
    /// Bytes sent as one datagram, or minus errno; EAGAIN also where no sender is known. A Unix socket that is closed is forgotten, and the
    /// datagram to it counts as sent and lost, as one to a UDP port that is closed.
    /// </summary>
    internal int Send(int socket, ReadOnlySpan<byte> datagram)
    {
        if (!IsKnown)
        {
            return -Constants.EAGAIN;
        }

        int sent = Libc.SendTo(socket, datagram, Address.Bytes);
        if (!IsUnix || sent is not (-Constants.ECONNREFUSED or -Constants.ENOENT))
        {
            return sent;
        }

        Address = default;
        return datagram.Length;
    }
}
