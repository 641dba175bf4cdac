using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// A datagram socket that is not connected. It sends to one address, which may be a group or a broadcast address, and receives from all senders.
/// </summary>
/// <param name="socket">The non-blocking socket.</param>
/// <param name="destination">The address to send to.</param>
internal sealed class UnconnectedChannel(int socket, SockAddr destination) : Channel
{
    private readonly byte[] _destination = destination.Bytes.ToArray();

    internal override int Descriptor => socket;

    internal override bool IsPlain => false;

    internal override int Read(Span<byte> into) => Libc.Read(socket, into);

    internal override int Write(ReadOnlySpan<byte> from) => Libc.SendTo(socket, from, _destination);

    /// <summary>Datagrams have no end marker.</summary>
    internal override int FinishSending() => 0;

    /// <summary>Without a peer there is no direction to end: shutdown(2) would fail.</summary>
    internal override void StopReceiving()
    {
    }
}
