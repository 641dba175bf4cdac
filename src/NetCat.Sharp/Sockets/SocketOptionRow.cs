using System;

namespace NetCat.Sharp.Sockets;

/// <summary>The moment at which an option is set: where nc sets it, and where the kernel still heeds it.</summary>
internal enum Phase : byte
{
    /// <summary>Before bind(2), of listeners and of clients.</summary>
    BeforeBind,

    /// <summary>Before connect(2) of a client, after its bind(2); a listener has no connect, so before its bind(2). Accepted sockets inherit it.</summary>
    BeforeConnect,

    /// <summary>After bind(2) and before listen(2), of a listener alone.</summary>
    BeforeListen,

    /// <summary>After connect(2) of a client, and after accept(2): accepted sockets do not inherit it, or it needs a connection.</summary>
    Connected,

    /// <summary>As <see cref="BeforeConnect"/>, and again after accept(2): the kernel resets it on accepted sockets.</summary>
    NotInherited,

    /// <summary>No row has it: a socket that accept(2) returned, with what it does not inherit.</summary>
    Accepted,
}

/// <summary>What the value of an option is to the kernel and to the user.</summary>
internal enum OptionKind : byte
{
    /// <summary>An int that is 0 or 1.</summary>
    Flag,

    /// <summary>An int within the row's bounds.</summary>
    Number,

    /// <summary>An unsigned int of 32 bits.</summary>
    Unsigned,

    /// <summary>An int that counts seconds.</summary>
    Seconds,

    /// <summary>An int that counts milliseconds.</summary>
    Milliseconds,

    /// <summary>An int that counts microseconds.</summary>
    Microseconds,

    /// <summary><c>struct timeval</c>.</summary>
    TimeValue,

    /// <summary><c>struct linger</c>: off, or seconds.</summary>
    Linger,

    /// <summary>A text of at most 15 bytes.</summary>
    Word,

    /// <summary>The name of an interface, as a text.</summary>
    Device,

    /// <summary>The index of an interface.</summary>
    Interface,

    /// <summary>The same in network byte order.</summary>
    InterfaceBigEndian,

    /// <summary><c>struct ip_mreqn</c> with an address of this host or the index of an interface; read as an IPv4 address.</summary>
    SourceInterface,

    /// <summary>An int with words for some values: those of the type of service (RFC 2474).</summary>
    Service,

    /// <summary>An int with words for its values: those of path MTU discovery.</summary>
    Discovery,

    /// <summary>Two ports in one int, the lower one in its lower half.</summary>
    PortRange,

    /// <summary>A key that is never typed and never read.</summary>
    Key,
}

/// <summary>The sockets that have an option, and what can be done with it. Neither <see cref="Listener"/> nor <see cref="Client"/> is both.</summary>
[Flags]
internal enum OptionUse : ushort
{
    Tcp = 1,
    Udp = 2,
    Dccp = 4,
    UnixStream = 8,
    UnixDatagram = 16,
    Listener = 32,
    Client = 64,

    /// <summary>getsockopt(2) alone.</summary>
    ReadOnly = 128,

    /// <summary>setsockopt(2) alone.</summary>
    WriteOnly = 256,
    Vsock = 512,
    Internet = Tcp | Udp | Dccp,
    Unix = UnixStream | UnixDatagram,
    Every = Internet | Unix | Vsock,
}

/// <summary>
/// One option of the kernel's: when it is set, under which numbers, and what its value is. Family 0 is every family. Rows have no references:
/// the table then needs no relocation at a start, and costs nothing until it is read. Names and meanings are in <see cref="SocketOptionTexts"/>.
/// </summary>
/// <param name="Family">The family that has the option.</param>
/// <param name="Phase">When it is set.</param>
/// <param name="Level">The level of setsockopt(2).</param>
/// <param name="Name">The number at that level.</param>
/// <param name="Kind">What the value is.</param>
/// <param name="Use">The sockets that have it.</param>
/// <param name="Least">The least number.</param>
/// <param name="Most">The largest.</param>
/// <param name="Key">The meaning that the row shares with those of other families, or <see cref="NoKey"/>.</param>
internal readonly record struct SocketOptionRow(
    int Family,
    Phase Phase,
    int Level,
    int Name,
    OptionKind Kind,
    OptionUse Use,
    int Least = 0,
    int Most = int.MaxValue,
    SocketOptionKey Key = SocketOptionRow.NoKey)
{
    internal const SocketOptionKey NoKey = (SocketOptionKey)(-1);

    /// <summary>Whether sockets of the family have the option.</summary>
    internal bool IsOf(int family) => Family == 0 || Family == family;
}
