using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>The socket calls, their order and their arguments, as strace shows them.</summary>
internal static class SystemCalls
{
    private static readonly Scenario[] s_all =
    [
        new("of a TCP client")
        {
            Nc = "-N {peer}",
            Stdin = "hello\n",
            Peer = Accepts(Expect("hello\n"), Send("hi\n"), End, Fin),
        },
        new("of a TCP client, IPv6")
        {
            Nc = "-N {peer}",
            V6 = true,
            Stdin = "hello\n",
            Peer = Accepts(Expect("hello\n"), Send("hi\n"), End, Fin),
        },
        new("of a TCP client without -N") { Nc = "{peer}", Stdin = "hello\n", Peer = Accepts(Expect("hello\n"), Send("hi\n"), Fin, End) },
        new("of a name whose first address refuses")
        {
            Nc = "-l 127.0.0.1 {port}",
            Names = true,
            Then = [new NcRun("-N localhost {port}") { Stdin = "hello\n" }],
        },
        new("of -z at an open port") { Nc = "-z {peer}", Peer = Accepts(End) },
        new("of -z at an open port with words") { Nc = "-zv {peer}", Peer = Accepts(End) },
        new("of -z at a closed port") { Nc = "-z {peer}" },
        new("of a refused connection") { Nc = "-v -w 2 {peer}" },
        new("of a connection that is not accepted") { Nc = "-w 1 {peer}", Peer = Accepts() with { Full = true } },
        new("of a listener") { Nc = "-l {self}", Stdin = "hi\n", Peer = Connects(Expect("hi\n"), Send("hello\n"), Fin, End) },
        new("of a listener with words") { Nc = "-lvnN {self}", Stdin = "hi\n", Peer = Connects(Expect("hi\n"), Send("hello\n"), Fin, End) },
        new("of a listener on any address") { Nc = "-l {port}", Stdin = new Input.Null(), Peer = Connects(Send("hello\n"), Fin, End) },
        new("of a listener on any IPv6 address") { Nc = "-6l {port}", V6 = true, Stdin = new Input.Null(), Peer = Connects(Send("hello\n"), Fin, End) },
        new("of a listener for two clients")
        {
            Nc = "-lkn {self}",
            Stdin = new Input.Null(),
            Peers = [Connects(Send("one\n"), Fin, End, Mark("first done")), Connects(Send("two\n"), Fin, End) with { After = "first done" }],
            Stays = true,
        },
        new("of a port in use") { Nc = "-l {peer}", Peer = Accepts() },
        new("of a UDP client")
        {
            Nc = "-u -w 1 {peer}",
            Stdin = "ask\n",
            Peer = Bound(Datagrams(1), Send("answer\n")),
        },
        new("of a UDP client that asks first") { Nc = "-uvn -w 1 {peer}", Stdin = "ask\n", Peer = Bound(Datagrams(4)) },
        new("of a UDP port that is closed") { Nc = "-uvz {peer}" },
        new("of a UDP listener") { Nc = "-luvn -w 1 {self}", Stdin = new Input.Null(), Peer = Sends(Send("hello\n")) },
        new("of a UDP listener that stays")
        {
            Nc = "-luk {self}",
            Stdin = new Input.Null(),
            Peers = [Sends(Send("one\n"), Printed("one\n"), Mark("one")), Sends(Send("two\n")) with { Host = 3, After = "one" }],
            Meanwhile = [Printed("one\ntwo\n"), Settled],
            Stays = true,
        },
        new("of Unix streams") { Nc = "-lU {dir}/s", Stdin = new Input.Null(), Then = [new NcRun("-NU {dir}/s") { Stdin = "hello\n" }] },
        new("of an abstract name") { Nc = "-lU @{name}", Stdin = new Input.Null(), Then = [new NcRun("-NU @{name}") { Stdin = "hello\n" }] },
        new("of a path that is not there") { Nc = "-U {dir}/none" },
        new("of Unix datagrams")
        {
            Nc = "-lukU {dir}/s",
            Then = [new NcRun("-uU -w 1 {dir}/s") { Stdin = "hello\n" }],
            Meanwhile = [new Step.Gone(1), Settled],
            Stays = true,
        },
        new("of a Unix datagram listener that takes the first sender")
        {
            Nc = "-luU {dir}/s",
            Then = [new NcRun("-uU -s {dir}/mine {dir}/s") { Stdin = new Input.Scripted(Send("hello\n")) }],
            Meanwhile = [Printed("hello\n"), Settled],
            Stays = true,
        },
        new("of a client with every option")
        {
            Nc = "-N -s {addr} -p {p3} -T lowdelay -O 5000 -I 6000 -D -M 30 -b -m 2 {peer}",
            Stdin = "x",
            Peer = Accepts(Expect("x"), End, Fin),
        },
        new("of a UDP client with an address of its own") { Nc = "-u -w 1 -s {addr} -p {p3} -b -O 5000 {peer}", Stdin = "x", Peer = Bound(Datagrams(1)) },
        new("of a listener with every option")
        {
            Nc = "-l -T ef -O 5000 -I 6000 -D -M 30 -b -m 2 {self}",
            Stdin = new Input.Null(),
            Peer = Connects(Send("x"), Fin, End),
        },
        new("of an address that is not ours") { Nc = "-s 192.0.2.1 {peer}" },
        new("of a port of its own that is in use") { Nc = "-s {peeraddr} -p {peerport} {addr} {p3}", Peer = Accepts() },
        new("of a SOCKS proxy")
        {
            Nc = "-N -x {peeraddr}:{peerport} 192.0.2.1 80",
            Stdin = "x",
            Peer = Accepts(ExpectBytes(3), Send("\x05\0"), ExpectBytes(10), Send("\x05\0\0\x01\0\0\0\0\0\0"), Expect("x"), End, Fin),
        },
        new("of -q 0, TCP") { Nc = "-q 0 {peer}", Stdin = "hello\n", Peer = Accepts(Expect("hello\n"), End) },
        new("of -q 0, UDP") { Nc = "-u -q 0 {peer}", Stdin = "hello\n", Peer = Bound(Datagrams(1)) },
        new("of -q 0, Unix datagrams")
        {
            Nc = "-lukU {dir}/s",
            Then = [new NcRun("-uU -q 0 {dir}/s") { Stdin = "hello\n" }],
            Meanwhile = [new Step.Gone(1), Printed("hello\n"), Settled],
            Stays = true,
        },
    ];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
        [.. s_all.Select(scenario => scenario with { Name = $"calls {scenario.Name}", Calls = true, NativeOnly = true })];
}
