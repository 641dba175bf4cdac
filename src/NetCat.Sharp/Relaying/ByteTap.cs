using System;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Called with the bytes in the order in which they were sent, in the pieces in which the sink accepted them; a datagram is one piece.
/// </summary>
/// <param name="bytes">The bytes, valid until the call returns.</param>
internal delegate void ByteTap(ReadOnlySpan<byte> bytes);

/// <summary>The taps of the two directions. Without a tap the kernel may move the bytes without copying them to user space.</summary>
/// <param name="Sent">Called with the bytes of the input that the socket has accepted.</param>
/// <param name="Received">Called with the bytes of the peer that the output has accepted.</param>
internal readonly record struct ByteTaps(ByteTap? Sent, ByteTap? Received);
