using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>Basic sessions over IPv6, and both families on one listener.</summary>
internal static class Ipv6
{
    private static readonly string[] s_mismatches =
    [
        "-4 ::1 {peerport}", "-6 127.0.0.1 {peerport}", "-46 127.0.0.1 {peerport}", "-64 -z {peer}", "-64 -vz ::1 {peerport}", "-s ::1 -v {peer}",
        "-6 -s {addr} ::1 {peerport}", "-4l ::1 {port}", "-6l {self}", "-6lu {self}", "-n localhost {peerport}", "-l -n localhost {port}",
        "-vz '' {peerport}", "-nvz [::1] {peerport}", "-nvz {peeraddr}. {peerport}", "-nvz ::1%nosuch {peerport}", "-vnz fe80::1 {peerport}",
        "-6 -vnz ::ffff:{peeraddr} {peerport}",
    ];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. s_mismatches.Select(Scenario.Form),
        new("IPv6 client")
        {
            Nc = "-vnN {peer}",
            V6 = true,
            Stdin = "hello\n",
            Peer = Accepts(End, Send("bye\n"), Fin),
        },
        new("IPv6 client refused") { Nc = "-v {peer}", V6 = true },
        new("IPv6 client asked for by number") { Nc = "-6vn {peer}", V6 = true, Stdin = "x", Peer = Accepts(Expect("x"), Fin, End) },
        new("IPv6 listener") { Nc = "-lvn {self}", V6 = true, Peer = Connects(Send("ping\n"), Fin, End) },
        new("IPv6 listener by family") { Nc = "-6lvn {port}", V6 = true, Peer = Connects(Send("ping\n"), Fin, End) },
        new("IPv4 listener by family") { Nc = "-4lvn {port}", Peer = Connects(Send("ping\n"), Fin, End) },
        new("an IPv6 listener on every address takes an IPv4 client")
        {
            Nc = "-6lvn {port}",
            V6 = true,
            Then = [new NcRun("-vnN 127.0.0.1 {port}") { Stdin = "four\n" }],
        },
        new("IPv6 and IPv4 listeners on one port")
        {
            Nc = "-6l {port}",
            V6 = true,
            Then = [new NcRun("-4l {port}")],
            Stays = true,
        },
        new("IPv6 UDP client") { Nc = "-un {peer}", V6 = true, Stdin = "ask\n", Peer = Bound(Datagrams(1), Send("answer\n"), Settled), Stays = true },
        new("IPv6 UDP listener") { Nc = "-luvn {self}", V6 = true, Peer = Sends(Send("one\n"), InState("ESTABLISHED"), Settled), Stays = true },
        new("IPv6 UDP listener with -k") { Nc = "-luk6 {port}", V6 = true, Peer = Sends(Send("one\n"), Settled), Stays = true },
        new("IPv6 scan") { Nc = "-vzn ::1 {p3}-{p4}", V6 = true, Peer = Accepts(End) with { Port = 4 } },
        new("IPv6 UDP probe") { Nc = "-vzun -w 1 {peer}", V6 = true, Peer = Bound(Datagrams(2), StartClock), Timed = true },
        new("IPv6 source port and address")
        {
            Nc = "-vn -s ::1 -p {port} {peer}",
            V6 = true,
            Peer = Accepts(),
            Meanwhile = [Connected, Look("connected")],
            Stays = true,
        },
        new("the IPv6 client's socket has no option set")
        {
            Nc = "-n {peer}",
            V6 = true,
            Peer = Accepts(),
            Meanwhile = [Connected, Look("connected")],
            Stays = true,
        },
    ];
}
