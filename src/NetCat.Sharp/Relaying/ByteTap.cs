using System;

namespace NetCat.Sharp.Relaying;

/// <summary>Sees bytes in the order in which they went, in pieces as large as they were given; a datagram is one piece.</summary>
/// <param name="bytes">Good until it returns.</param>
internal delegate void ByteTap(ReadOnlySpan<byte> bytes);

/// <summary>Who looks at the two directions; where nobody does, the kernel may move bytes that we never see.</summary>
/// <param name="Sent">Of the input, what the socket has taken.</param>
/// <param name="Received">Of the peer, what the output has taken.</param>
internal readonly record struct ByteTaps(ByteTap? Sent, ByteTap? Received);
