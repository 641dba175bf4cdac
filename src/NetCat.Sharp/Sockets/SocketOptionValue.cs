using System;

namespace NetCat.Sharp;

/// <summary>An option and the value to set.</summary>
/// <param name="Key">The option.</param>
/// <param name="Value">The value, in the unit that <see cref="SocketOptionKey"/> states.</param>
public readonly record struct SocketOptionValue(SocketOptionKey Key, int Value)
{
    /// <summary>The value of an option that is not a number: the key of <see cref="SocketOptionKey.TcpMd5"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The row of an option that the user named, counted from 1; 0 if <see cref="Key"/> identifies the option.</summary>
    internal int Row { get; init; }

    /// <summary>
    /// Whether the name has no prefix and matches options of several families: the row then applies only to sockets of its own family.
    /// </summary>
    internal bool IsOfItsFamily { get; init; }
}
