using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>-w: the limit of connects, and the idle timeout afterwards.</summary>
internal static class IdleTimeout
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("an idle client leaves after -w")
        {
            Nc = "-vn -w 1 {peer}",
            Peer = Accepts(StartClock, End, Stamp("end of file")),
            Timed = true,
        },
        new("typing starts -w again")
        {
            Nc = "-w 1 {peer}",
            Stdin = new Input.Scripted(Connected, Send("a\n"), Seconds(0.7), Send("b\n")),
            Peer = Accepts(End),
            Timed = true,
        },
        new("data from the net start -w again")
        {
            Nc = "-w 1 {peer}",
            Peer = Accepts(Send("a\n"), Seconds(0.7), Send("b\n"), End),
            Timed = true,
        },
        new("a listener waits for its client without a limit")
        {
            Nc = "-lvn -w 1 {self}",
            Meanwhile = [Ready, Seconds(1.3)],
            Stays = true,
        },
        new("a listener leaves its idle client after -w")
        {
            Nc = "-lvn -w 1 {self}",
            Peer = Connects(End),
            Timed = true,
        },
        new("-k with -w goes on to the next client")
        {
            Nc = "-lkvn -w 1 {self}",
            Peers =
            [
                Connects(End, Stamp("end of file"), Mark("first done")),
                Connects(Send("second\n"), Fin, End) with { After = "first done" },
            ],
            Stays = true,
        },
        new("a connect without an answer fails after -w")
        {
            Nc = "-v -w 1 {peer}",
            Peer = Accepts() with { Full = true },
            Ignores = Bits.Peer,
            Timed = true,
        },
        new("a connect without an answer fails silently without -v")
        {
            Nc = "-w 1 {peer}",
            Peer = Accepts() with { Full = true },
            Ignores = Bits.Peer,
            Timed = true,
        },
        new("a connect without an answer goes on with -w 0")
        {
            Nc = "-v -w 0 {peer}",
            Peer = Accepts() with { Full = true },
            Meanwhile = [InState("SYN_SENT"), Seconds(0.5)],
            Ignores = Bits.Peer,
            Stays = true,
        },
        new("-w 0 leaves at once when nothing is ready")
        {
            Nc = "-v -w 0 {peer}",
            Peer = Accepts(StartClock, End),
            Timed = true,
        },
        new("-w 0 sends what is on stdin")
        {
            Nc = "-w 0 {peer}",
            Stdin = "data\n",
            Peer = Accepts(End),
        },
        new("-w 0 sends a datagram and leaves")
        {
            Nc = "-u -w 0 {peer}",
            Stdin = "data\n",
            Peer = Bound(Datagrams(1)),
        },
        new("-w 0 sends a whole file to a server that reads")
        {
            Nc = "-w 0 {peer}",
            Stdin = new Input.File(20000),
            Peer = Accepts(End),
        },
        new("-k -w 0 closes every client at once")
        {
            Nc = "-lkvn -w 0 {self}",
            Peers =
            [
                Connects(End, Mark("first done")),
                Connects(End) with { After = "first done" },
            ],
            Stays = true,
        },
        new("a file is given up after -w when the server does not read")
        {
            Nc = "-w 1 {peer}",
            Stdin = new Input.File(8 << 20),
            Peer = Accepts(Settled, StartClock),
            Ignores = Bits.Peer,
            Timed = true,
        },
        new("an idle UDP client leaves after -w")
        {
            Nc = "-u -w 1 {peer}",
            Stdin = "ask\n",
            Peer = Bound(Datagrams(1), Send("answer\n")),
            Timed = true,
        },
        new("a UDP listener waits for the first datagram without a limit")
        {
            Nc = "-lu -w 1 {self}",
            Meanwhile = [Ready, Seconds(1.3)],
            Stays = true,
        },
        new("a UDP listener leaves an idle peer after -w")
        {
            Nc = "-luvn -w 1 {self}",
            Peer = Sends(Send("one\n")),
            Timed = true,
        },
    ];
}
