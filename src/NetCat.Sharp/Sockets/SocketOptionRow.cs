using System;

namespace NetCat.Sharp.Sockets;

/// <summary>The moment at which nc sets an option, at which the kernel still takes it into account.</summary>
internal enum Phase : byte
{
    /// <summary>Before bind(2), for listeners and clients.</summary>
    BeforeBind,

    /// <summary>
    /// Before connect(2) of a client, after its bind(2). A listener does not connect, so before its bind(2). Accepted sockets inherit the option.
    /// </summary>
    BeforeConnect,

    /// <summary>After bind(2) and before listen(2), only for a listener.</summary>
    BeforeListen,

    /// <summary>After connect(2) of a client, and after accept(2): accepted sockets do not inherit the option, or it needs a connection.</summary>
    Connected,

    /// <summary>Like <see cref="BeforeConnect"/>, and again after accept(2): the kernel resets the option on accepted sockets.</summary>
    NotInherited,

    /// <summary>Not used in a row: sets on a socket that accept(2) returned the options that it does not inherit.</summary>
    Accepted,
}

/// <summary>The type of an option's value, for the kernel and the user.</summary>
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

    /// <summary>The name of an interface, as text.</summary>
    Device,

    /// <summary>The index of an interface.</summary>
    Interface,

    /// <summary>The index of an interface in network byte order.</summary>
    InterfaceBigEndian,

    /// <summary><c>struct ip_mreqn</c> with an address of this host or the index of an interface; it is read as an IPv4 address.</summary>
    SourceInterface,

    /// <summary>An int with names for some values: those of the type of service (RFC 2474).</summary>
    Service,

    /// <summary>An int with names for its values: those of path MTU discovery.</summary>
    Discovery,

    /// <summary>Two ports in one int, with the lower port in the low half.</summary>
    PortRange,

    /// <summary>A key that the user does not type and the kernel does not return.</summary>
    Key,
}

/// <summary>
/// The sockets that have an option, and the calls that it supports. If neither <see cref="Listener"/> nor <see cref="Client"/> is set, both have it.
/// </summary>
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

    /// <summary>Only getsockopt(2).</summary>
    ReadOnly = 128,

    /// <summary>Only setsockopt(2).</summary>
    WriteOnly = 256,
    Vsock = 512,
    Internet = Tcp | Udp | Dccp,
    Unix = UnixStream | UnixDatagram,
    Every = Internet | Unix | Vsock,
}

/// <summary>
/// One socket option: when it is set, its numbers, and its value. Family 0 means every family. Rows contain no references, so the table needs no
/// relocation at program start and costs nothing until it is read. Names and descriptions are in <see cref="SocketOptionTexts"/>.
/// </summary>
/// <param name="Family">The family that has the option.</param>
/// <param name="Phase">When it is set.</param>
/// <param name="Level">The level of setsockopt(2).</param>
/// <param name="Name">The number at that level.</param>
/// <param name="Kind">The type of the value.</param>
/// <param name="Use">The sockets that have it.</param>
/// <param name="Least">The smallest number.</param>
/// <param name="Most">The largest number.</param>
/// <param name="Key">The meaning that the row shares with rows of other families, or <see cref="NoKey"/>.</param>
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
