using System;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Relaying;

/// <summary>Tracks the most recent sender on a socket without a peer; replies go to that sender.</summary>
/// <param name="replies">
/// Whether replies are sent. On a socket that is bound to every address, a reply leaves from the address to which the sender sent.
/// </param>
/// <param name="admits">
/// Whether to receive from a sender; null receives from all. A datagram that is refused is dropped, and its sender gets no reply.
/// </param>
internal sealed class LatestSender(bool replies, Func<SockAddr, bool>? admits = null)
{
    private readonly byte[] _came = new byte[SockAddr.Room];
    private PacketInfo? _info;
    private bool _isPrepared;
    private byte[] _source = [];

    /// <summary>The sender's address; unset before the first datagram, and after a datagram from a Unix socket without a name.</summary>
    internal SockAddr Address { get; private set; }

    /// <summary>Whether the most recent datagram was refused.</summary>
    internal bool HasRefused { get; private set; }

    /// <summary>Whether the sender's address is known, so that a reply can be sent.</summary>
    internal bool IsKnown => !Address.Bytes.IsEmpty;

    /// <summary>
    /// Whether the sender is a Unix socket. poll(2) reports a socket without a peer as writable even if the sender's queue is full.
    /// </summary>
    internal bool IsUnix => Address.Family == Constants.AF_UNIX;

    /// <summary>Receives the next datagram; returns the number of bytes or minus errno, EAGAIN if there is none or it is refused.</summary>
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
    /// Sends one datagram; returns the number of bytes or minus errno, EAGAIN also if no sender is known. If the sender was a Unix socket that is now
    /// closed, its address is forgotten, and the datagram counts as sent and lost, as one to a closed UDP port does.
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
