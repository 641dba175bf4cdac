using System;

namespace NetCat.Sharp.Relaying;

/// <summary>Called with bytes in the order in which they were sent, in the pieces in which they were accepted; a datagram is one piece.</summary>
/// <param name="bytes">Valid until the call returns.</param>
internal delegate void ByteTap(ReadOnlySpan<byte> bytes);

/// <summary>The taps of the two directions; without a tap the kernel may move the bytes by itself.</summary>
/// <param name="Sent">Bytes of the input that the socket has accepted.</param>
/// <param name="Received">Bytes of the peer that the output has accepted.</param>
internal readonly record struct ByteTaps(ByteTap? Sent, ByteTap? Received);
