using System;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>Reads one option after the other into a draft. The first error ends it, as in the original.</summary>
internal static class OptionReader
{
    internal const int FirstOwnDescriptor = 3;
    private const int MostPorts = 65535;
    private const long MostBytes = 1L << 40;

    /// <summary>The most data in a datagram: the 65,535 bytes of an IPv4 packet less the headers (RFC 768).</summary>
    private const int LargestDatagram = 65507;
    private const int Stderr = 2;

    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <exception cref="NcExit">A value is out of bounds, the option is not supported, or help is to be printed.</exception>
    internal static void Read(ParsedOption option, OptionValues draft, Dialect dialect)
    {
        draft.Note(option.Row.Id);
        switch (option.Row.Id)
        {
            case Opt.Help:
                throw new NcExit(0) { Page = Page.Help };
            case Opt.LongHelp:
                throw new NcExit(0) { Page = Page.Help, ToStdout = true };
            case Opt.Version:
                throw new NcExit(0) { Page = Page.Version, ToStdout = true };
            case Opt.Ipv4:
                draft.Family = Family.Ipv4;
                break;
            case Opt.Ipv6:
                draft.Family = Family.Ipv6;
                break;
            case Opt.Port:
                draft.LocalPort = option.Value;
                break;
            case Opt.Source:
                draft.LocalHost = option.Value;
                break;
            case Opt.Quit:
                draft.Quit = Time(option, int.MinValue, int.MaxValue, "quit timer") is { Ticks: >= 0 } quit ? quit : null;
                if (draft.Quit is not null)
                {
                    draft.Note(Opt.ShutdownOnEof);
                }

                break;
            case Opt.Timeout:
                draft.Timeout = Limit(option, "timeout");
                break;
            case Opt.Interval:
                draft.Interval = Time(option, 0, uint.MaxValue, "interval");
                break;
            case Opt.ReadLimit:
                draft.ReadLimit = (int)Number(option, 1, int.MaxValue, "receive limit");
                break;
            case Opt.Proxy:
                draft.Proxy = option.Value;
                break;
            case Opt.ProxyProtocol:
                draft.ProxyProtocol = ProtocolOf(option.Value!);
                break;
            case Opt.ProxyUser:
                draft.ProxyUser = option.Value;
                break;
            case Opt.ProxyAuthFile:
                draft.ProxyAuth = SideTarget.Read("proxy-auth-file", FileName(option, "proxy-auth-file"), FirstOwnDescriptor);
                break;
            case Opt.Parallel:
                draft.Parallel = (int)Number(option, 1, MostPorts, "parallel");
                break;
            case Opt.ConnectTimeout:
                draft.ConnectTimeout = Limit(option, "connect timeout");
                break;
            case Opt.IdleTimeout:
                draft.IdleTimeout = Limit(option, "idle timeout");
                break;
            case Opt.TotalTimeout:
                draft.TotalTimeout = Limit(option, "total timeout");
                break;
            case Opt.AcceptTimeout:
                draft.AcceptTimeout = Limit(option, "accept timeout");
                break;
            case Opt.Retry:
                draft.Retry = Limit(option, "retry time");
                break;
            case Opt.Replies:
                draft.Replies = (int)Number(option, 1, int.MaxValue, "replies");
                break;
            case Opt.DatagramSize:
                draft.DatagramSize = (int)Number(option, 1, LargestDatagram, "datagram-size");
                break;
            case Opt.Interface:
                draft.AskInterface(MulticastPlan.ReadInterface(option.Value!));
                break;
            case Opt.MulticastSource:
                draft.MulticastSource = MulticastPlan.ReadSource(option.Value!);
                break;
            case Opt.Linger:
                draft.Linger = Limit(option, "linger time");
                break;
            case Opt.UdpConnect:
                draft.NeverConnects = option.Value switch
                {
                    "never" => true,
                    "first" => false,
                    _ => throw new NcExit(1, $"udp-connect invalid: {Printable.Of(option.Value ?? "")}"),
                };
                break;
            case Opt.PortFile:
                draft.PortFile = FileName(option, "port-file");
                break;
            case Opt.ReadyDescriptor:
                // 0 and 1 carry the data, and on stderr the line would be mixed with messages.
                draft.ReadyDescriptor = (int)Number(option, FirstOwnDescriptor, int.MaxValue, "ready-fd");
                break;
            case Opt.Events:
                draft.Events = SideTarget.Read("events", FileName(option, "events"));
                break;
            case Opt.HexDump:
                draft.HexDump = option.Value == "-" ? new SideTarget(null, Stderr) : new SideTarget(FileName(option, "hex-dump"), -1);
                break;
            case Opt.Hash:
                draft.Hash = option.Value is "sha256" or "sha384" or "sha512" ? option.Value : throw new NcExit(1, $"hash invalid: {Printable.Of(option.Value!)}");
                break;
            case Opt.Unix:
                draft.Family = Family.Unix;
                break;
            case Opt.RoutingTable:
                throw new NcExit(1, "no alternate routing table support available");
            case Opt.Exec or Opt.ShellExec or Opt.MaxConnections or Opt.Forward or Opt.Grace or Opt.Workers or Opt.Queue or Opt.Slow or Opt.Allow or Opt.AllowFile or Opt.Deny or Opt.DenyFile:
                ProgramOptionReader.Read(option, draft);
                break;
            case >= Opt.TlsSecret and <= Opt.Tls:
                TlsOptionReader.Read(option, draft);
                break;
            default:
                SocketOptionReader.Read(option, draft);
                break;
        }
    }

    /// <summary>Reads a number within bounds.</summary>
    /// <exception cref="NcExit">The value is not valid; the message begins with the noun.</exception>
    internal static long Number(ParsedOption option, long least, long most, string noun)
        => StrToNum.Read(option.Value!, least, most, out long value) is { } fault
            ? throw new NcExit(1, $"{noun} {fault}: {Shown(option)}")
            : value;

    /// <exception cref="NcExit">The name is empty.</exception>
    internal static string FileName(ParsedOption option, string name)
        => option.Value is { Length: > 0 } file ? file : throw new NcExit(1, $"--{name} needs the name of a file");

    /// <summary>Reads a time; the bounds are in seconds. More than 24 days count as 24 days, the longest wait of poll(2).</summary>
    /// <exception cref="NcExit">The value is not valid; the message begins with the noun.</exception>
    private static TimeSpan Time(ParsedOption option, long least, long most, string noun)
        => Duration.Read(option.Value!, least, most, out TimeSpan value) is { } fault
            ? throw new NcExit(1, $"{noun} {fault}: {Shown(option)}")
            : value < s_longest ? value : s_longest;

    /// <summary>The value in an error line. For an option with a letter the line is that of the original, which prints the value unchanged.</summary>
    private static string Shown(ParsedOption option) => option.Row.Letter == 0 ? Printable.Of(option.Value!) : option.Value!;

    /// <summary>Reads a number of bytes; K, M and G are powers of 1024.</summary>
    /// <exception cref="NcExit">The value is not valid; the message begins with the noun.</exception>
    internal static long Size(ParsedOption option, string noun)
    {
        string text = option.Value!;
        int shift = (text.Length > 0 ? text[^1] : ' ') switch
        {
            'k' or 'K' => 10,
            'm' or 'M' => 20,
            'g' or 'G' => 30,
            _ => 0,
        };
        return StrToNum.Read(shift == 0 ? text : text[..^1], 1, MostBytes >> shift, out long value) is { } fault
            ? throw new NcExit(1, $"{noun} {fault}: {Shown(option)}")
            : value << shift;
    }

    /// <summary>Reads a time that poll(2) can wait.</summary>
    /// <exception cref="NcExit">The value is not valid; the message begins with the noun.</exception>
    internal static TimeSpan Limit(ParsedOption option, string noun) => Time(option, 0, int.MaxValue / 1000, noun);

    private static ProxyProtocol ProtocolOf(string word)
    {
        if (string.Equals(word, "connect", StringComparison.OrdinalIgnoreCase))
        {
            return ProxyProtocol.HttpConnect;
        }

        return word switch
        {
            "4" => ProxyProtocol.Socks4,
            "4a" => ProxyProtocol.Socks4A,
            "5" => ProxyProtocol.Socks5,
            _ => throw new NcExit(1, "unsupported proxy protocol"),
        };
    }
}
