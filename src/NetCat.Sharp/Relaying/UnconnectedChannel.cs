using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>A socket of datagrams that is not connected: it sends to one address, a group or a broadcast address too, and receives from all senders.</summary>
/// <param name="socket">Non-blocking.</param>
/// <param name="destination">Where to.</param>
internal sealed class UnconnectedChannel(int socket, SockAddr destination) : Channel
{
    private readonly byte[] _destination = destination.Bytes.ToArray();

    internal override int Descriptor => socket;

    internal override bool IsPlain => false;

    internal override int Read(Span<byte> into) => Libc.Read(socket, into);

    internal override int Write(ReadOnlySpan<byte> from) => Libc.SendTo(socket, from, _destination);

    /// <summary>Datagrams have no end.</summary>
    internal override int FinishSending() => 0;

    /// <summary>Without a peer there is no direction to end: shutdown(2) is an error.</summary>
    internal override void StopReceiving()
    {
    }
}
