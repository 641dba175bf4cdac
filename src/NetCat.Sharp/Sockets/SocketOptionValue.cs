using System;

namespace NetCat.Sharp;

/// <summary>One option and the value it is to have.</summary>
/// <param name="Key">Which option.</param>
/// <param name="Value">Its value, in the unit that <see cref="SocketOptionKey"/> states.</param>
public readonly record struct SocketOptionValue(SocketOptionKey Key, int Value)
{
    /// <summary>The value of an option that is no number: the key of <see cref="SocketOptionKey.TcpMd5"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }
}
