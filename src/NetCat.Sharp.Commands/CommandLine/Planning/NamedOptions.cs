using System;
using System.Collections.Generic;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>--socket-option NAME[=VALUE]: finds the rows of the library's table that apply to a socket of this command line.</summary>
internal static class NamedOptions
{
    private const string Option = "--socket-option";

    /// <summary>The rows with the name; several if the name has no prefix and matches more than one.</summary>
    /// <exception cref="NcExit">No row has the name.</exception>
    internal static List<int> Find(string text)
    {
        string name = Split(text).Name;
        List<int> rows = SocketOptionNames.Find(name);
        return rows.Count > 0 ? rows : throw new NcExit(1, $"socket-option unknown: {Printable.Of(name)}; the nearest is {SocketOptionNames.Nearest(name)}");
    }

    /// <summary>Adds the value: once, or once for each family if the socket's family decides between the rows.</summary>
    /// <exception cref="NcExit">The name is ambiguous, sockets of this kind do not have the option, or the value is not valid.</exception>
    internal static void Read(string text, OptionValues draft, Transport transport, List<SocketOptionValue> into)
    {
        (string name, string? value) = Split(text);
        List<int> rows = Decide(name, Find(text), draft, transport);
        foreach (int index in rows)
        {
            ref readonly SocketOptionRow row = ref SocketOptions.Rows[index];
            string full = SocketOptionNames.Of(row);
            CheckUse(row, full, draft);
            string? typed = row.Kind == OptionKind.Service && value is not null && TypeOfServiceValue.Read(value) is >= 0 and int service ? Number(service) : value;
            if (SocketOptionText.Parse(row, typed, out SocketOptionValue parsed) is { } fault)
            {
                throw new NcExit(1, $"socket-option {full} {fault}{(string.IsNullOrEmpty(value) ? "" : ": " + Printable.Of(value))}");
            }

            into.Add(parsed with { Row = index + 1, IsOfItsFamily = rows.Count > 1 });
        }
    }

    private static (string Name, string? Value) Split(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, null) : (text[..equals], text[(equals + 1)..]);
    }

    /// <summary>The rows that apply to sockets of this transport and family.</summary>
    private static List<int> Decide(string name, List<int> rows, OptionValues draft, Transport transport)
    {
        OptionUse use = SocketOption.UseOf(draft.IsUnix, transport);
        List<int> fitting = rows.FindAll(index => (SocketOptions.Rows[index].Use & use) != 0);
        if (fitting.Count == 0)
        {
            throw NotOf(SocketOptions.Rows[rows[0]], draft);
        }

        int family = FamilyOf(draft);
        List<int> ofFamily = family == 0 ? fitting : fitting.FindAll(index => SocketOptions.Rows[index].IsOf(family));
        fitting = ofFamily.Count > 0 ? ofFamily : fitting;
        bool familyDecides = fitting.TrueForAll(index => SocketOptions.Rows[index].Family != 0);
        return fitting.Count == 1 || familyDecides
            ? fitting
            : throw new NcExit(1, $"socket-option ambiguous: {Printable.Of(name)}; possibilities: {string.Join(", ", fitting.ConvertAll(static index => SocketOptionNames.Of(SocketOptions.Rows[index])))}");
    }

    private static void CheckUse(in SocketOptionRow row, string name, OptionValues draft)
    {
        bool listens = draft.Has(Opt.Listen);
        string? conflict = row switch
        {
            { Kind: OptionKind.Key } => $"must use -S, not {Option} {name}",
            _ when row.Use.HasFlag(OptionUse.ReadOnly) => $"socket-option {name} is read-only",
            _ when row.Use.HasFlag(OptionUse.Listener) && !listens => $"must use -l with {Option} {name}",
            _ when row.Use.HasFlag(OptionUse.Client) && listens => $"cannot use {Option} {name} and -l",
            { Key: SocketOptionKey.Ipv6Only } when draft.Has(Opt.Dual) => $"cannot use {Option} {name} and --dual",
            { Phase: Phase.BeforeBind } when draft.IsActivated => $"cannot use {Option} {name} and LISTEN_FDS",
            { Family: (int)Family.Ipv6 } when FamilyOf(draft) == (int)Family.Ipv4 => draft.Family == Family.Ipv4 ? $"cannot use {Option} {name} and -4" : $"must use -6 with {Option} {name}",
            _ => null,
        };
        if (conflict is not null)
        {
            throw new NcExit(1, conflict);
        }
    }

    private static NcExit NotOf(in SocketOptionRow row, OptionValues draft)
    {
        string name = SocketOptionNames.Of(row);
        string? wrong = draft.IsUnix ? "-U" : draft.Has(Opt.Udp) ? "-u" : draft.Has(Opt.Dccp) ? "-Z" : draft.Has(Opt.Vsock) ? "--vsock" : null;
        string? needed = (row.Use & OptionUse.Internet) == 0 ? "-U" : (row.Use & OptionUse.Internet) == OptionUse.Udp ? "-u" : null;
        return new NcExit(1, needed is null || (wrong is not null && needed != "-U") ? $"cannot use {Option} {name} and {wrong}" : $"must use {needed} with {Option} {name}");
    }

    /// <summary>The family given by options or an address; 0 if the lookup of a name decides it. A listener on every address uses IPv4.</summary>
    private static int FamilyOf(OptionValues draft)
    {
        bool isIpv6 = draft.Host?.Contains(':', StringComparison.Ordinal) == true;
        bool isIpv4 = draft.Host is null ? draft.Has(Opt.Listen) && !draft.IsActivated && !draft.Has(Opt.Dual) : draft.Host.AsSpan().IndexOfAnyExceptInRange('.', '9') < 0;
        return draft.Family != Family.Any ? (int)draft.Family : draft.Proxy is not null ? 0 : (int)(isIpv6 || DualPlan.IsOneSocket(draft) ? Family.Ipv6 : isIpv4 ? Family.Ipv4 : Family.Any);
    }

    private static string Number(int number) => number.ToString(provider: null);
}
