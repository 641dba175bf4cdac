using System;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Relaying;

/// <summary>The most recent sender on a socket without a peer: replies go to it.</summary>
/// <param name="replies">Datagrams are sent too: from the address that the sender used, where the socket has every address.</param>
/// <param name="admits">Whether datagrams of a sender are received; null receives from all. A refused datagram is dropped, and its sender gets no replies.</param>
internal sealed class LatestSender(bool replies, Func<SockAddr, bool>? admits = null)
{
    private readonly byte[] _came = new byte[SockAddr.Room];
    private PacketInfo? _info;
    private bool _isPrepared;
    private byte[] _source = [];

    /// <summary>The address; unset before the first datagram, and after one of a Unix socket that has no name.</summary>
    internal SockAddr Address { get; private set; }

    /// <summary>The datagram that came last was refused.</summary>
    internal bool HasRefused { get; private set; }

    /// <summary>A reply can be sent.</summary>
    internal bool IsKnown => !Address.Bytes.IsEmpty;

    /// <summary>The sender is a Unix socket. poll(2) reports a socket without a peer as writable although the sender's queue is full.</summary>
    internal bool IsUnix => Address.Family == Constants.AF_UNIX;

    /// <summary>Bytes of the next datagram, or minus errno; EAGAIN where there is none, or a refused one.</summary>
    internal int Receive(int socket, Span<byte> into)
    {
        if (replies && !_isPrepared)
        {
            (_isPrepared, _info) = (true, PacketInfo.Of(socket));
        }

        int length;
        int received = _info is null ? Libc.ReceiveFrom(socket, into, Constants.MSG_DONTWAIT, _came, out length) : _info.Receive(into, _came, out length);
        HasRefused = false;
        if (received < 0)
        {
            return received;
        }

        ReadOnlySpan<byte> bytes = _came.AsSpan(0, length);
        SockAddr sender = bytes.SequenceEqual(Address.Bytes) ? Address : new SockAddr(bytes);
        if (admits is not null && !admits(sender))
        {
            HasRefused = true;
            return -Constants.EAGAIN;
        }

        Address = sender;
        if (_info is not null && !_info.Source.SequenceEqual(_source))
        {
            _source = _info.Source.ToArray();
        }

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

        int sent = _source.Length == 0 ? Libc.SendTo(socket, datagram, Address.Bytes) : PacketInfo.Send(socket, datagram, Address.Bytes, _source);
        if (!IsUnix || sent is not (-Constants.ECONNREFUSED or -Constants.ENOENT))
        {
            return sent;
        }

        Address = default;
        return datagram.Length;
    }
}
