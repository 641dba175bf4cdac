using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Texts;

/// <summary>
/// Every message about a connection, without the program's name before it. Messages that are printed while sockets are opened and closed are
/// concatenated, not interpolated: an interpolation of more than four parts uses a pool that keeps a descriptor open,
/// and the next socket would get a different number than in the original.
/// </summary>
internal static class Sentences
{
    /// <summary>Formats a number that is not negative. This needs no culture, whose creation would slow the start.</summary>
    internal static string Number(int number) => number.ToString(provider: null);

    internal static string ResolveFailed(int error) => $"getaddrinfo: {Resolving.ErrorText(error)}";

    internal static string ResolveFailed(string host, string port, int error)
        => $"getaddrinfo for host \"{host}\" port {port}: {Resolving.ErrorText(error)}";

    /// <summary>No descriptor or memory is left.</summary>
    internal static string NoFurtherClient(int errno) => string.Concat("no further client for now: ", SystemError.Text(errno));

    /// <summary>Datagrams of a further peer are dropped.</summary>
    internal static string PeersAreMany(int most) => $"no further peer for now: {most} have a session";

    /// <summary>A client's queue is full.</summary>
    internal static string Slow(string client, bool isClosed) => string.Concat(client, isClosed ? " is too slow: closed" : " is too slow: it misses data");

    /// <summary>The target of --forward does not answer.</summary>
    /// <param name="target">As typed.</param>
    /// <param name="error">errno or, below zero, an EAI_ code.</param>
    internal static string NotForwarded(string target, string reason) => $"forward to {Printable.Of(target)}: {reason}";

    internal static string ProxyUnreachable(string host, string port) => $"proxy {Printable.Of(host)} port {Printable.Of(port)} cannot be reached";

    internal static string NamingFailed(int error) => $"getnameinfo: {Resolving.ErrorText(error)}";

    /// <summary>An address of --dual that this host does not have.</summary>
    internal static string NotListening(string host, string port, int errno) => string.Concat(["not listening on ", host, " ", port, ": " + SystemError.Text(errno)]);

    /// <summary>A line about a listener's own address or about a client.</summary>
    internal static string Endpoint(string what, string host, string port) => string.Join(' ', what, host, port);

    /// <summary>A multicast group, with the only sender and the interface if they are known.</summary>
    internal static string Joined(string group, string source, string name)
        => string.Concat("Joined ", group, source.Length > 0 ? " from " + source : "", name.Length > 0 ? " on " + Printable.Of(name) : "");

    /// <summary><see cref="Endpoint"/> for a Unix socket.</summary>
    internal static string Path(string what, string path) => $"{what} {path}";

    /// <summary>A file at the path of a Unix socket, which nc does not remove.</summary>
    internal static string PathTaken(string path) => $"{Printable.Of(path)}: not a socket, left as it is";

    /// <param name="target">The host as typed, followed by its address if that differs.</param>
    /// <param name="port">The port's number.</param>
    /// <param name="transport">TCP or UDP.</param>
    /// <param name="service">The port's name, or <c>*</c>.</param>
    internal static string Connected(string target, int port, Transport transport, string service)
        => string.Concat(
            ["Connection to ", target, " ", Number(port), " port [", Transports.NameOf(transport), "/", service, "] succeeded!"]);

    /// <summary>A connect(2) that failed or timed out; for the latter netcat-openbsd prints the text of EINPROGRESS.</summary>
    internal static string ConnectFailed(string target, string port, Transport transport, in OpenResult result)
    {
        bool late = result.Step == OpenStep.ConnectTimeout;
        string text = SystemError.Text(late ? SystemError.InProgress : result.Errno);
        return string.Concat(["connect to ", target, " port ", port, " (", Transports.NameOf(transport), ") ", late ? "timed out" : "failed", ": ", text]);
    }

    /// <summary>Why a transfer is incomplete, or null if it is complete.</summary>
    /// <param name="relay">The relay of the transfer.</param>
    /// <param name="end">Why it ended.</param>
    /// <param name="inputEnds">The input ends by itself: it is not a terminal.</param>
    internal static string? CutShort(Relay relay, RelayEnd end, bool inputEnds)
        => relay switch
        {
            { SocketFault: not 0 } => "transfer cut short: " + SystemError.Text(relay.SocketFault),
            { InputFault: not 0 } => "transfer cut short: stdin: " + SystemError.Text(relay.InputFault),
            { OutputFault: not 0 } => "transfer cut short: stdout: " + SystemError.Text(relay.OutputFault),
            { HasUnsent: true } => "transfer cut short: not all of stdin was sent",
            { InputIsOpen: true } when inputEnds && end == RelayEnd.PeerDone => "transfer cut short: the peer finished before stdin did",
            { HasUnwritten: true } => "transfer cut short: not all that came was written",
            _ when end == RelayEnd.Interrupted => "transfer cut short: a signal ended it",
            _ => null,
        };

    /// <summary>A client that exits with fewer replies than --replies requires.</summary>
    internal static string RepliesMissing(int came, int wanted)
        => string.Concat(["got ", Number(came), " of ", Number(wanted), " replies"]);

    /// <summary>The result of the probe of a UDP port.</summary>
    internal static string Verdict(string target, int port, string service, UdpVerdict verdict, int error)
    {
        string text = verdict switch
        {
            UdpVerdict.Open => "open",
            UdpVerdict.Closed => "closed",
            UdpVerdict.Unreachable => SystemError.Text(error),
            _ => "no answer",
        };
        return string.Concat([target, " ", Number(port), " port [udp/", service, "] ", text]);
    }

    /// <summary>Why a socket could not be opened, for a step whose failure ends the program.</summary>
    internal static string OpenFailed(in OpenResult result, int family)
    {
        string text = SystemError.Text(result.Errno);
        return result.Step switch
        {
            OpenStep.Option when result.OptionRow > 0 => $"{SocketOptionNames.Of(SocketOptions.Rows[result.OptionRow - 1])}: {text}",
            OpenStep.Option => OptionNoun(result.Option, family) is { } noun ? $"{noun}: {text}" : text,
            OpenStep.Socket => $"socket: {text}",
            OpenStep.Listen => $"listen: {text}",
            _ => text,
        };
    }

    /// <summary>A listener that runs a program for every host that can reach it.</summary>
    internal static string ProgramForAll(string place, string program)
        => string.Concat(["warning: any host that reaches ", place, " can run ", Printable.Of(program), "; see --allow"]);

    /// <summary>A socket option as the kernel reports it, and the requested value if that differs.</summary>
    internal static string OptionRead(in SocketOptionReading reading)
    {
        string text = reading switch
        {
            { Value: { } value } => $"{reading.Name}={Printable.Of(value)}",
            { Errno: 0 } => $"{reading.Name}: cannot be read",
            _ => $"{reading.Name}: {SystemError.Text(reading.Errno)}",
        };
        return reading.Asked is { } asked ? $"{text} (asked: {Printable.Of(asked)})" : text;
    }

    private static string? OptionNoun(SocketOptionKey option, int family)
    {
        bool six = family == (int)Family.Ipv6;
        return option switch
        {
            SocketOptionKey.TypeOfService => six ? "set IPv6 traffic class" : "set IP ToS",
            SocketOptionKey.ReceiveBuffer => "set TCP receive buffer size",
            SocketOptionKey.SendBuffer => "set TCP send buffer size",
            SocketOptionKey.TimeToLive => six ? "set IPv6 unicast hops" : "set IP TTL",
            SocketOptionKey.MinimumTimeToLive => six ? "set IPv6 min hop count" : "set IP min TTL",
            _ => null,
        };
    }
}
