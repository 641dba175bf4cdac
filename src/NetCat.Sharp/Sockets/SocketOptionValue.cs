using System;

namespace NetCat.Sharp;

/// <summary>One option and the value it is to have.</summary>
/// <param name="Key">Which option.</param>
/// <param name="Value">Its value, in the unit that <see cref="SocketOptionKey"/> states.</param>
public readonly record struct SocketOptionValue(SocketOptionKey Key, int Value)
{
    /// <summary>The value of an option that is no number: the key of <see cref="SocketOptionKey.TcpMd5"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The row of an option that was named, counted from 1; 0 where <see cref="Key"/> says which option it is.</summary>
    internal int Row { get; init; }

    /// <summary>The name was short and fits several families: the row counts for sockets of its own family alone.</summary>
    internal bool IsOfItsFamily { get; init; }
}
