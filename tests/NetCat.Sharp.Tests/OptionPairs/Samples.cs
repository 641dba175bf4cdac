using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine;

namespace NetCat.Sharp.Tests.OptionPairs;

/// <summary>Options as a user types them, with values that differ from the defaults. A new option needs an entry here.</summary>
internal static class Samples
{
    private const string Digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly Dictionary<Opt, string> s_values = new()
    {
        [Opt.ReceiveBuffer] = "4096",
        [Opt.Interval] = "1",
        [Opt.TimeToLive] = "5",
        [Opt.MinimumTimeToLive] = "5",
        [Opt.SendBuffer] = "4096",
        [Opt.ProxyUser] = "user",
        [Opt.Port] = "3",
        [Opt.Quit] = "1",
        [Opt.Source] = "127.0.0.2",
        [Opt.TypeOfService] = "ef",
        [Opt.ReadLimit] = "3",
        [Opt.Timeout] = "4",
        [Opt.ProxyProtocol] = "4",
        [Opt.Proxy] = "127.0.0.1:3",
        [Opt.ProxyAuthFile] = "file",
        [Opt.ReuseAddress] = "off",
        [Opt.ReusePort] = "off",
        [Opt.SocketOption] = "SO_RCVTIMEO=3",
        [Opt.Parallel] = "2",
        [Opt.PortFile] = "file",
        [Opt.ReadyDescriptor] = "3",
        [Opt.ConnectTimeout] = "1",
        [Opt.IdleTimeout] = "2",
        [Opt.TotalTimeout] = "5",
        [Opt.AcceptTimeout] = "8",
        [Opt.Retry] = "6",
        [Opt.UdpConnect] = "never",
        [Opt.DatagramSize] = "1000",
        [Opt.Interface] = "lo",
        [Opt.MulticastSource] = "127.0.0.2",
        [Opt.Replies] = "2",
        [Opt.Linger] = "2",
        [Opt.HexDump] = "file",
        [Opt.Hash] = "sha256",
        [Opt.Events] = "file",
        [Opt.Exec] = "true",
        [Opt.ShellExec] = "true",
        [Opt.MaxConnections] = "7",
        [Opt.Forward] = "127.0.0.1:2",
        [Opt.Queue] = "64K",
        [Opt.Slow] = "drop",
        [Opt.Grace] = "2",
        [Opt.Workers] = "2",
        [Opt.Allow] = "127.0.0.1",
        [Opt.Deny] = "127.0.0.3",
        [Opt.AllowFile] = "file",
        [Opt.DenyFile] = "file",
        [Opt.TlsSecret] = "file",
        [Opt.TlsCa] = "file",
        [Opt.TlsName] = "name",
        [Opt.TlsPin] = "sha256:" + Digits,
        [Opt.TlsCertificate] = "file",
        [Opt.TlsKey] = "file",
        [Opt.TlsClientCa] = "file",
        [Opt.TlsStart] = "smtp",
        [Opt.TlsAlpn] = "h2",
        [Opt.TlsLowest] = "1.3",
        [Opt.TlsHighest] = "1.2",
        [Opt.TlsCiphers] = "list",
    };

    /// <summary>Options that give no plan: help and version are printed at once, -V is always an error, and -S reads from the terminal.</summary>
    internal static bool LeavesNoPlan(OptionRow row) => row.Id is Opt.Help or Opt.LongHelp or Opt.Version or Opt.RoutingTable or Opt.TcpMd5;

    /// <summary>Whether the first option includes the effect of the second, so that the second changes nothing beside it.</summary>
    internal static bool Implies(OptionRow row, OptionRow other) => other.Id == Opt.Tls && row.Id is >= Opt.TlsSecret and < Opt.Tls;

    internal static string Typed(OptionRow row) => row.Takes switch
    {
        Takes.Nothing => row.Typed,
        Takes.ValueAfterEquals => $"{row.Typed}={s_values[row.Id]}",
        _ => $"{row.Typed} {s_values[row.Id]}",
    };
}
