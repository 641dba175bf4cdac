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

/// <summary>The moment at which an option is set: where nc sets it, and where the kernel still heeds it.</summary>
internal enum Phase
{
    /// <summary>Before bind(2), of listeners and of clients.</summary>
    BeforeBind,

    /// <summary>Before connect(2) of a client, after its bind(2); a listener has no connect, so before its bind(2).</summary>
    BeforeConnect,
}

/// <summary>One option of one address family: when it is set and under which numbers. Family 0 is every family.</summary>
internal readonly record struct SocketOptionRow(SocketOptionKey Key, int Family, Phase Phase, int Level, int Name);
