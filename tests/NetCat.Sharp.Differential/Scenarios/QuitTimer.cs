using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>-q: what happens after the end of stdin, and when.</summary>
internal static class QuitTimer
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("-q 0 half-closes and waits for the server")
        {
            Nc = "-q 0 {peer}",
            Stdin = "hi\n",
            Peer = Accepts(End, Send("late\n"), Settled),
            Stays = true,
        },
        new("-q 0 ends with the server")
        {
            Nc = "-q 0 {peer}",
            Stdin = "hi\n",
            Peer = Accepts(End, Send("late\n"), Fin),
            Timed = true,
        },
        new("-q 1 waits for the server for longer than a second")
        {
            Nc = "-q 1 {peer}",
            Stdin = "hi\n",
            Peer = Accepts(End, Seconds(1.4)),
            Stays = true,
        },
        new("-q 1 ends a second after the server")
        {
            Nc = "-q 1 {peer}",
            Stdin = "hi\n",
            Peer = Accepts(End, Send("late\n"), Fin),
            Timed = true,
        },
        new("-q 1 shows all that a slow server sends")
        {
            Nc = "-q 1 {peer}",
            Stdin = "hi\n",
            Peer = Accepts(End, Send("a\n"), Seconds(0.7), Send("b\n"), Seconds(0.7), Send("c\n"), Fin),
            Timed = true,
        },
        new("-q -1 is no timer at all")
        {
            Nc = "-q -1 {peer}",
            Stdin = "hi\n",
            Peer = Accepts(Expect("hi\n"), Settled),
            Stays = true,
        },
        new("-q -1 after -q 0 leaves the half-close on")
        {
            Nc = "-q 0 -q -1 {peer}",
            Stdin = "hi\n",
            Peer = Accepts(End, Settled),
            Stays = true,
        },
        new("-q 1 does nothing while stdin is open")
        {
            Nc = "-q 1 {peer}",
            Peer = Accepts(Seconds(1.3)),
            Stays = true,
        },
        new("-q 1 counts from the end of stdin when the server has finished before")
        {
            Nc = "-q 1 {peer}",
            Stdin = new Input.Scripted(InState("CLOSE_WAIT"), Settled, Fin),
            Peer = Accepts(Send("bye\n"), Fin, End),
            Timed = true,
        },
        new("-w 1 is shorter than -q 3")
        {
            Nc = "-q 3 -w 1 {peer}",
            Stdin = new Input.Scripted(Connected, Send("hi\n"), Fin),
            Peer = Accepts(End),
            Timed = true,
        },
        new("listener with -q 0 and stdin at its end leaves at once")
        {
            Nc = "-l -q 0 {self}",
            Stdin = new Input.Null(),
            Peer = Connects(End),
            Timed = true,
        },
        new("listener with -q 1 and stdin at its end leaves after a second")
        {
            Nc = "-l -q 1 {self}",
            Stdin = new Input.Null(),
            Peer = Connects(End, Stamp("end of file")),
            Timed = true,
        },
        new("listener with -q 1 sends its stdin and leaves a second later")
        {
            Nc = "-l -q 1 {self}",
            Stdin = "text\n",
            Peer = Connects(End, Stamp("end of file")),
            Timed = true,
        },
        new("listener with -q 1 and both sides finished leaves after a second")
        {
            Nc = "-l -q 1 {self}",
            Stdin = new Input.Null(),
            Peer = Connects(End, Fin),
            Timed = true,
        },
        new("listener with -q 1 and stdin open leaves with its client")
        {
            Nc = "-l -q 1 {self}",
            Peer = Connects(Send("x\n"), Fin, End),
            Timed = true,
        },
        new("UDP client with -q 1 and no reply leaves after a second")
        {
            Nc = "-u -q 1 {peer}",
            Stdin = "ask\n",
            Peer = Bound(Datagrams(1), StartClock),
            Timed = true,
        },
        new("UDP client with -q 0 leaves at once")
        {
            Nc = "-u -q 0 {peer}",
            Stdin = "ask\n",
            Peer = Bound(Datagrams(1), StartClock),
            Timed = true,
        },
        new("UDP listener with -q 0 prints the datagram in hand and leaves")
        {
            Nc = "-lu -q 0 {self}",
            Stdin = new Input.Null(),
            Peer = Sends(Send("one\n")),
            Timed = true,
        },
        new("UDP listener with -k -q 1 and stdin at its end leaves after a second")
        {
            Nc = "-luk -q 1 {self}",
            Stdin = new Input.Null(),
            // The real nc closes its socket before it waits.
            Ignores = Bits.Sockets,
            Timed = true,
        },
        new("UDP listener with -k -q 0 and stdin at its end leaves at once")
        {
            Nc = "-luk -q 0 {self}",
            Stdin = new Input.Null(),
            Ignores = Bits.Sockets,
            Timed = true,
        },
    ];
}
