using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>A TCP listener and its clients, with and without -k.</summary>
internal static class TcpListener
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("listener prints what one client sends and ends") { Nc = "-lvn {self}", Peer = Connects(Send("ping\n"), Fin, End) },
        new("listener answers with its stdin")
        {
            Nc = "-lvn {self}",
            Stdin = "pong\n",
            Peer = Connects(Expect("pong\n"), Send("ping\n"), Fin, End),
        },
        new("listener by -s and -p") { Nc = "-l -s {addr} -p {port}", Peer = Connects(Send("x"), Fin, End) },
        new("listener on every address") { Nc = "-lnv {port}", Peer = Connects(Send("x"), Fin, End) },
        new("listener that ignores stdin") { Nc = "-ld {self}", Stdin = "unread", Peer = Connects(Send("x"), Fin, End) },
        new("the listening socket stays while a client is served")
        {
            Nc = "-l {self}",
            Peer = Connects(Send("hello\n")),
            Meanwhile = [Connected, Look("serving")],
            Stays = true,
        },
        new("eight megabytes come into the listener whole")
        {
            Nc = "-l {self}",
            Stdin = new Input.Null(),
            Then = [new NcRun("-N {self}") { Stdin = new Input.File(8 << 20) }],
        },
        new("eight megabytes go out of the listener whole")
        {
            Nc = "-lN {self}",
            Stdin = new Input.File(8 << 20),
            Then = [new NcRun("{self}") { Stdin = new Input.Null() }],
        },
        new("a listener serves its file to a client that reads nothing but the net")
        {
            Nc = "-l {self}",
            Stdin = new Input.File(1 << 20),
            Then = [new NcRun("-d {self}")],
            Stays = true,
        },
        new("a scan is a client too")
        {
            Nc = "-lvn {self}",
            Then = [new NcRun("-z {self}")],
        },
        new("-k serves the second client after the first")
        {
            Nc = "-lkvn {self}",
            Peers =
            [
                Connects(Send("one\n"), Mark("one is in"), Await("two waits"), Send("still one\n"), Fin, End),
                Connects(Send("two\n"), Fin, Mark("two waits"), End) with { After = "one is in" },
            ],
            Stays = true,
        },
        new("-k goes on after three clients")
        {
            Nc = "-lk {self}",
            Stdin = new Input.Null(),
            Peers =
            [
                Connects(Send("a"), Fin, End, Mark("a")),
                Connects(Send("b"), Fin, End, Mark("b")) with { After = "a" },
                Connects(Send("c"), Fin, End) with { After = "b" },
            ],
            Stays = true,
        },
        new("-k with stdin at its end sends its clients no FIN")
        {
            Nc = "-lk {self}",
            Stdin = new Input.Null(),
            Peer = Connects(Send("hello\n"), new Step.Settled()),
            Stays = true,
        },
        new("-k gives stdin to the first client only")
        {
            Nc = "-lk {self}",
            Stdin = "for the first\n",
            Peers =
            [
                Connects(Expect("for the first\n"), Fin, End, Mark("first done")),
                Connects(Send("second\n"), Fin, End) with { After = "first done" },
            ],
            Stays = true,
        },
        new("-k -N ends every later client's input at once")
        {
            Nc = "-lkN {self}",
            Stdin = "data\n",
            Peers =
            [
                Connects(End, Fin, Mark("first done")),
                Connects(End, Fin) with { After = "first done" },
            ],
            Stays = true,
        },
        new("-k -q 0 ends after the first client")
        {
            Nc = "-lk -q 0 {self}",
            Stdin = "data\n",
            Peer = Connects(End),
        },
        new("-k outlives a client that resets")
        {
            Nc = "-lkvn {self}",
            Peers =
            [
                Connects(Send("one\n"), new Step.Settled(), Rst, Mark("reset")),
                Connects(Send("two\n"), Fin, End) with { After = "reset" },
            ],
            Stays = true,
        },
        new("two listeners share a port")
        {
            Nc = "-lvn {self}",
            Then = [new NcRun("-lvn {self}")],
            Stays = true,
        },
        new("a listener starts again while its port rests in TIME_WAIT")
        {
            Nc = "-lN {self}",
            Stdin = new Input.Null(),
            Peer = Connects(End, Fin, Gone, Mark("rests")),
            Then = [new NcRun("-lvn {self}") { After = "rests" }],
            Stays = true,
        },
        new("a port that another socket listens on is in use")
        {
            Nc = "-lvn {self}",
            Peer = Accepts() with { Host = 1, Port = 1 },
        },
        new("a UDP port of another socket is in use")
        {
            Nc = "-luvn {self}",
            Peer = Bound() with { Host = 1, Port = 1 },
        },
        new("a source port of another socket is in use")
        {
            Nc = "-v -s {addr} -p {port} {peer}",
            Peer = Accepts() with { Host = 1, Port = 1 },
        },
        new("ss shows a listener")
        {
            Nc = "-lk {self}",
            Meanwhile = [Ready, Shown("ss -Hltnp src {addr} and sport = :{port}")],
            Stays = true,
        },
        new("ss shows a connection")
        {
            Nc = "-l {self}",
            Peer = Connects(Connected, Shown("ss -Htnpa src {addr} and sport = :{port}")),
            Stays = true,
        },
        new("ss shows a UDP listener")
        {
            Nc = "-luk {self}",
            Meanwhile = [Ready, Shown("ss -Hlunp src {addr} and sport = :{port}")],
            Stays = true,
        },
    ];
}
