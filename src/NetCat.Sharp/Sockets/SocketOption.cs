using System;
using System.Collections.Generic;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <summary>A socket option, identified by the kernel's name (socket(7), tcp(7), ip(7), ipv6(7), udp(7)).</summary>
public sealed class SocketOption
{
    private static SocketOption[]? s_all;

    private readonly SocketOptionRow _row;

    private SocketOption(in SocketOptionRow row)
    {
        _row = row;
        Name = SocketOptionNames.Of(row);
        Meaning = SocketOptionNames.MeaningOf(row);
    }

    /// <summary>All options of the table.</summary>
    public static IReadOnlyList<SocketOption> All => s_all ??= MakeAll();

    /// <summary>The kernel's name, such as <c>SO_KEEPALIVE</c>.</summary>
    public string Name { get; }

    /// <summary>A description in one line.</summary>
    public string Meaning { get; }

    /// <summary>The form of a value: <c>on|off</c>, <c>number</c>, <c>seconds</c>.</summary>
    public string Form => SocketOptionText.FormOf(_row.Kind);

    /// <summary>Whether setsockopt(2) accepts the option.</summary>
    public bool CanSet => !_row.Use.HasFlag(OptionUse.ReadOnly) && _row.Kind != OptionKind.Key;

    /// <summary>Whether getsockopt(2) returns the option.</summary>
    public bool CanGet => !_row.Use.HasFlag(OptionUse.WriteOnly);

    /// <summary>When nc sets it: <c>before bind</c>, <c>before connect</c>, <c>before listen</c> or <c>connected</c>.</summary>
    public string When => _row.Phase switch
    {
        Phase.BeforeBind => "before bind",
        Phase.BeforeListen => "before listen",
        Phase.Connected => "connected",
        _ => "before connect",
    };

    internal ref readonly SocketOptionRow Row => ref _row;

    /// <summary>Finds an option by its name.</summary>
    /// <param name="name">The full name with its prefix, in any case.</param>
    /// <returns>The option, or null if the table has no option of that name.</returns>
    public static SocketOption? Find(string name)
    {
        foreach (SocketOption option in All)
        {
            if (option.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return option;
            }
        }

        return null;
    }

    /// <summary>Whether sockets of a given kind have the option.</summary>
    /// <param name="family">The AF_ number, as in <see cref="SockAddr.Family"/>.</param>
    /// <param name="transport">TCP or UDP; for Unix sockets, streams or datagrams.</param>
    /// <returns>Whether they have it.</returns>
    public bool IsFor(int family, Transport transport) => _row.IsOf(family) && (_row.Use & UseOf(family == Constants.AF_UNIX, transport)) != 0;

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static OptionUse UseOf(bool isUnix, Transport transport) => (isUnix, transport) switch
    {
        (true, Transport.Udp) => OptionUse.UnixDatagram,
        (true, _) => OptionUse.UnixStream,
        (_, Transport.Udp) => OptionUse.Udp,
        (_, Transport.Dccp) => OptionUse.Dccp,
        (_, Transport.Vsock) => OptionUse.Vsock,
        _ => OptionUse.Tcp,
    };

    private static SocketOption[] MakeAll()
    {
        var all = new SocketOption[SocketOptions.Rows.Length];
        for (int index = 0; index < all.Length; index++)
        {
            all[index] = new SocketOption(SocketOptions.Rows[index]);
        }

        return all;
    }
}
