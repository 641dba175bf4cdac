using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>-z, and several ports in one command.</summary>
internal static class Scan
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("an open port, in silence") { Nc = "-z {peer}", Peer = Accepts(End) },
        new("a closed port, in silence") { Nc = "-z {peer}" },
        new("an open and a closed port") { Nc = "-z {peeraddr} {p3} {p4}", Peer = Open(3) },
        new("a closed and an open port") { Nc = "-z {peeraddr} {p3} {p4}", Peer = Open(4) },
        new("a range with an open port in its middle") { Nc = "-vz {peeraddr} {p3}-{p5}", Peer = Open(4) },
        new("a range the wrong way round") { Nc = "-vz {peeraddr} {p5}-{p3}", Peer = Open(4) },
        new("ranges and single ports keep their order and their repetitions")
        {
            Nc = "-vzn {peeraddr} {p5}-{p6} {p3} {p5} {p3}-{p4} ssh",
        },
        new("a range of numbers and a name with a hyphen") { Nc = "-vzn {peeraddr} {p3} http-alt {p4}", Peer = Open(8080) },
        new("-z sends nothing and reads nothing") { Nc = "-vz {peer}", Stdin = "unread", Peer = Accepts(End) },
        new("-z with stdin held") { Nc = "-zvn {peer}", Peer = Accepts(End) },
        new("stdin goes to the first open port, the second gets a FIN")
        {
            Nc = "-vN {peeraddr} {p3} {p4}",
            Stdin = "data\n",
            Peers = [Accepts(End, Send("r1\n"), Fin) with { Port = 3 }, Accepts(End, Send("r2\n"), Fin) with { Port = 4 }],
        },
        new("stdin goes to the open port among closed ones")
        {
            Nc = "-vN {peeraddr} {p3} {p4} {p5}",
            Stdin = "data\n",
            Peer = Accepts(End, Send("answer\n"), Fin) with { Port = 4 },
        },
        new("the last port failing does not undo a success")
        {
            Nc = "-vz -w 1 {peeraddr} {p3} {p4}",
            Peer = Open(3),
        },
        new("without -z each open port is talked to in turn")
        {
            Nc = "-d {peeraddr} {p3}-{p4}",
            Peers = [Accepts(Send("three\n"), Fin, End) with { Port = 3 }, Accepts(Send("four\n"), Fin, End) with { Port = 4 }],
        },
        new("a bad port among good ones is found before any connect") { Nc = "-vz {peeraddr} {p3} 0", Peer = Open(3) },
        new("every listener of a scan is closed cleanly")
        {
            Nc = "-z {peeraddr} {p3}-{p5}",
            Peers = [Open(3), Open(4), Open(5)],
        },
        new("a UDP port that is open takes three seconds and five datagrams")
        {
            Nc = "-zvu {peer}",
            Peer = Bound(Datagrams(2), StartClock),
            Timed = true,
        },
        new("a UDP probe of one second") { Nc = "-zvu -w 1 {peer}", Peer = Bound(Datagrams(2), StartClock), Timed = true },
        new("a UDP probe of no seconds") { Nc = "-zvu -w 0 {peer}", Peer = Bound(Datagrams(2), StartClock), Timed = true },
        new("a UDP port that is closed") { Nc = "-zvu {peer}" },
        new("a UDP port without -v is never asked") { Nc = "-zu {peer}", Peer = Bound() },
        new("a closed UDP port without -v is a success") { Nc = "-zu {peer}" },
        new("of UDP ports the last decides: closed, open") { Nc = "-zvu -w 1 {peeraddr} {p3} {p4}", Peer = Bound() with { Port = 4 } },
        new("of UDP ports the last decides: open, closed") { Nc = "-zvu -w 1 {peeraddr} {p3} {p4}", Peer = Bound() with { Port = 3 } },
        new("a UDP probe that is refused late")
        {
            Nc = "-zvu -w 2 {peer}",
            Peer = Bound(Datagrams(2), Close),
        },
        new("a scan that runs out of descriptors says so")
        {
            // With -p the ports are tried one after the other.
            Nc = "-zn -w 4 -p {p5} {peeraddr} {p2} {p3}",
            Peer = Accepts() with { Full = true },
            Meanwhile = [InState("SYN_SENT"), new Step.LimitDescriptors(3)],
            Ignores = Bits.Peer,
            Differs = "continues without a message when it has no descriptor left to connect with",
            Ours = ["nc: exit 1", "nc: stderr \"nc: socket: Too many open files\\n\""],
        },
        new("a free port is not open because a socket connected to itself there")
        {
            Nc = "-zvn -s {peeraddr} -p 40000 {peeraddr} 40000",
            Differs = "reports a port as open when the kernel has connected the socket to itself",
            Ours = ["nc: exit 1", "port 40000 (tcp) failed: Connection refused"],
        },
        new("more than 65535 ports")
        {
            Nc = "-z {peeraddr} 1-65535 1-65535",
            // In a namespace of its own: a scan of every port would connect to the listeners of other runs.
            Names = true,
            Under = "unshare -n --",
            Patience = 60,
            Differs = "crashes with SIGSEGV when more than 65535 ports are given",
            Ours = ["nc: exit 1", "nc: stderr \"\""],
        },
        new("-r visits every port of a range once, in an order of chance") { Nc = "-rvz {peeraddr} 11-30", Shuffled = true },
        new("-r visits every port of two operands once") { Nc = "-rvz {peeraddr} 11-20 1 41-50", Shuffled = true },
        new("-r with one port") { Nc = "-rvz {peeraddr} 11", Shuffled = true },
        new("-r finds the open port") { Nc = "-rz {peeraddr} {p1}-{p9}", Peer = Accepts(End) },
        new("-r of a UDP range") { Nc = "-ruvz {peeraddr} 11-30", Shuffled = true },
    ];

    private static Peer Open(int port) => Accepts(End) with { Port = port };
}
