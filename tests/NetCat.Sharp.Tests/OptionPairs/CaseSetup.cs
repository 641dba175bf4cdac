using System.Collections.Generic;
using NetCat.Sharp.Proxies;

namespace NetCat.Sharp.Tests.OptionPairs;

/// <summary>
/// A native nc and its other end, in bash. nc reads "ping" from its standard input, which stays open; the other end sends "hello" and then nothing,
/// so that only an option, or the end of the test case, ends the connection.
/// </summary>
/// <param name="Name">The name that failures show.</param>
/// <param name="Arguments">nc's arguments after the options under test.</param>
/// <param name="Before">Starts the server for a client.</param>
/// <param name="After">Starts the client for a listener.</param>
internal sealed record CaseSetup(string Name, string Arguments, string Before = "", string After = "")
{
    internal const string Prelude =
        "ready() { until [ -s $1 ]; do sleep 0.01; done; }; there() { until [ -S $1 ]; do sleep 0.01; done; }; " +
        "trap 'kill $(jobs -p) 2>/dev/null' EXIT; mkfifo in hello; exec 8<>in 9<>hello; echo ping >&8; echo hello >&9; ";

    // Reads the whole first datagram; the program then stays, as a server does.
    private const string Answers = "--sh-exec 'dd bs=2000 count=1 status=none >/dev/null; echo hello; exec sleep 100'";
    private const string Greets = "--sh-exec 'echo hello; exec cat >/dev/null'";
    private const string Far = "--port-file far 127.0.0.1 0";
    private const string Near = "--port-file near 127.0.0.1 0";
    private const string TcpClient = "ready near; $NC 127.0.0.1 $(cat near) <&9 >got & ";
    private const string UdpClient = "ready near; $NC -u 127.0.0.1 $(cat near) <&9 >got & ";

    /// <summary>A SOCKS 4 server that reports success without connecting, and greets: its request is eight bytes and an empty name.</summary>
    private const string Socks = "--sh-exec 'head -c 9 >/dev/null; printf \"\\0\\132\\0\\0\\0\\0\\0\\0hello\\n\"; exec cat >/dev/null'";

    internal static CaseSetup Tcp { get; } = new("TCP client", "127.0.0.1 $(cat far)", $"$NC -lk {Far} {Greets} & ready far; ");

    internal static CaseSetup Proxy { get; } = new("client of a proxy", "-X 4 -x 127.0.0.1:$(cat far) 127.0.0.1 9", $"$NC -lk {Far} {Socks} & ready far; ");

    internal static CaseSetup Udp { get; } = new("UDP client", "-u 127.0.0.1 $(cat far)", $"$NC -lu {Far} {Answers} & ready far; ");

    internal static CaseSetup Unix { get; } = new("Unix client", "-U far", $"$NC -lkU far {Greets} & there far; ");

    internal static CaseSetup UnixUdp { get; } = new("Unix datagram client", "-uU far", $"$NC -luU far {Answers} & there far; ");

    internal static CaseSetup TcpListener { get; } = new("TCP listener", $"-l {Near}", After: TcpClient);

    internal static CaseSetup TcpKeeper { get; } = new("TCP listener with -k", $"-lk {Near}", After: TcpClient);

    internal static CaseSetup UdpListener { get; } = new("UDP listener", $"-lu {Near}", After: UdpClient);

    /// <summary>Has -d, because a listener with -u and -k has no peer to send to.</summary>
    internal static CaseSetup UdpKeeper { get; } = new("UDP listener with -k", $"-lukd {Near}", After: UdpClient);

    internal static CaseSetup Unconnected { get; } = new("UDP listener without a peer", $"-lu --udp-connect=never {Near}", After: UdpClient);

    internal static CaseSetup UnconnectedKeeper { get; } = Unconnected with { Name = "UDP listener without a peer with -k", Arguments = $"-luk --udp-connect=never {Near}" };

    internal static CaseSetup UnixListener { get; } = new("Unix listener", "--port-file near -lU socket", After: "ready near; $NC -U $(cat near) <&9 >got & ");

    internal static CaseSetup UnixUdpListener { get; } = new("Unix datagram listener", "--port-file near -luU socket", After: "ready near; $NC -uU $(cat near) <&9 >got & ");

    internal static IReadOnlyList<CaseSetup> Clients => [Tcp, Proxy, Udp, Unix, UnixUdp];

    internal static IReadOnlyList<CaseSetup> Listeners => [TcpListener, TcpKeeper, UdpListener, UdpKeeper, Unconnected, UnconnectedKeeper, UnixListener, UnixUdpListener];
}
