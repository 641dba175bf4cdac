namespace NetCat.Sharp.Sockets;

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
