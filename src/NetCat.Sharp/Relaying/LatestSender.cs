using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>The most recent sender on a socket without a peer: replies go to it.</summary>
internal sealed class LatestSender
{
    private readonly byte[] _address = new byte[SockAddr.Room];
    private int _length;

    internal bool IsKnown => _length > 0;

    /// <summary>Bytes of the next datagram, or minus errno; EAGAIN where there is none.</summary>
    internal int Receive(int socket, Span<byte> into)
    {
        int received = Libc.ReceiveFrom(socket, into, Constants.MSG_DONTWAIT, _address, out int length);
        _length = received >= 0 ? length : _length;
        return received;
    }

    /// <summary>Bytes sent as one datagram, or minus errno.</summary>
    internal int Send(int socket, ReadOnlySpan<byte> datagram) => Libc.SendTo(socket, datagram, _address.AsSpan(0, _length));
}
