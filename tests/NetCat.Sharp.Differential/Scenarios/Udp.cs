using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>Datagrams: their boundaries, their senders, and closed ports.</summary>
internal static class Udp
{
    private static readonly Step s_met = InState("ESTABLISHED");

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("UDP client asks and is answered")
        {
            Nc = "-u {peer}",
            Stdin = new Input.Scripted(Send("ask\n"), Await("answered"), Send("again\n")),
            Peer = Bound(Datagrams(1), Send("answer\n"), Mark("answered"), Datagrams(1), Settled),
            Stays = true,
        },
        new("UDP client stays at the end of stdin")
        {
            Nc = "-u {peer}",
            Stdin = "ask\n",
            Peer = Bound(Datagrams(1), Settled, Send("answer\n")),
            Stays = true,
        },
        new("-N means nothing for UDP") { Nc = "-uN {peer}", Stdin = "ask\n", Peer = Bound(Datagrams(1), Settled, Send("answer\n")), Stays = true },
        new("a file goes out in datagrams of 16384 bytes")
        {
            Nc = "-u -w 1 {peer}",
            Stdin = new Input.File(40000),
            Peer = Bound(Datagrams(3)),
        },
        new("each piece of stdin is one datagram")
        {
            Nc = "-u {peer}",
            Stdin = new Input.Scripted(Connected, Send("a"), Settled, Send("bc"), Settled, Send("def\nghi\n")),
            Peer = Bound(Datagrams(3)),
            Stays = true,
        },
        new("the UDP client's socket has no option set")
        {
            Nc = "-u {peer}",
            Meanwhile = [Connected, Look("connected")],
            Stays = true,
        },
        new("the UDP client calls from the port and address asked for")
        {
            Nc = "-u -s {addr} -p {port} {peer}",
            Meanwhile = [Connected, Look("connected")],
            Stays = true,
        },
        new("a refused datagram ends the client in silence") { Nc = "-u {peer}", Stdin = new Input.Scripted(Connected, Send("anybody?\n")) },
        new("a refused datagram ends the client whose stdin is at its end") { Nc = "-u {peer}", Stdin = "anybody?\n" },
        new("-vu asks before it talks and the questions reach the far end")
        {
            Nc = "-vu -w 1 {peer}",
            Stdin = "data\n",
            Peer = Bound(Datagrams(4), StartClock),
            Timed = true,
        },
        new("-vu without a receiver") { Nc = "-vu {peer}", Stdin = "data\n" },
        new("UDP client: an empty datagram ends the receiving, not the client")
        {
            Nc = "-u {peer}",
            Stdin = new Input.Scripted(Send("ask\n")),
            Peer = Bound(Datagrams(1), Send(""), Settled, Send("unheard\n"), Settled),
            Stays = true,
        },
        new("UDP client: an empty datagram ends a client whose stdin is at its end")
        {
            Nc = "-u {peer}",
            Stdin = "ask\n",
            Peer = Bound(Datagrams(1), Settled, Send("")),
        },
        new("UDP listener prints and stays with its first peer")
        {
            Nc = "-luvn {self}",
            Peers =
            [
                Sends(Send("one\n"), s_met, Settled, Mark("met"), Await("refused"), Send("three\n"), Settled),
                Sends(Send("two\n"), End, Mark("refused")) with { After = "met", Host = 3 },
            ],
            Meanwhile = [Await("met"), Look("met")],
            Stays = true,
        },
        new("what others had queued before the first was met is delivered")
        {
            Nc = "-lun {self}",
            Peers =
            [
                Sends(Await("asleep"), Send("one\n"), Mark("one sent")),
                Sends(Send("two\n"), Mark("two sent")) with { After = "one sent", Host = 3 },
            ],
            Meanwhile = [Ready, Settled, Signal(Stop), Mark("asleep"), Await("two sent"), Signal(Continue), s_met, Settled],
            Stays = true,
        },
        new("UDP listener answers with its stdin")
        {
            Nc = "-lu {self}",
            Stdin = "pong\n",
            Peer = Sends(Send("ping\n"), Datagrams(1), Settled, Send("again\n")),
            Stays = true,
        },
        new("UDP listener: an empty datagram is the end") { Nc = "-luvn {self}", Peer = Sends(Send("")) },
        new("UDP listener: an empty datagram later is the end")
        {
            Nc = "-lu {self}",
            Peer = Sends(Send("one\n"), s_met, Settled, Send("")),
        },
        new("UDP listener that writes to a peer that is gone ends")
        {
            Nc = "-lu {self}",
            Stdin = new Input.Scripted(Await("gone"), Send("anybody?\n")),
            Peer = Sends(Send("one\n"), s_met, Settled, Close, Mark("gone")),
        },
        new("-luk prints the datagrams of all senders")
        {
            Nc = "-lukvn {self}",
            Peers =
            [
                Sends(Send("one\n"), Settled, Mark("one"), Await("two"), Send("three\n"), Settled),
                Sends(Send("two\n"), Settled, Mark("two")) with { After = "one", Host = 3 },
            ],
            Stays = true,
        },
        new("-luk goes on after an empty datagram")
        {
            Nc = "-luk {self}",
            Peer = Sends(Send("one\n"), Settled, Send(""), Send("two\n"), Printed("one\ntwo\n")),
            Stays = true,
            Differs = "uses all of a processor after an empty datagram with -luk",
            Ours = ["nc: runs, asleep", "nc: stdout \"one\\ntwo\\n\""],
        },
        new("-luk sends no replies")
        {
            Nc = "-luk {self}",
            Stdin = "dropped\n",
            Peer = Sends(Send("one\n"), Settled, Send("two\n"), Settled),
            Stays = true,
        },
        new("-luk with -w goes on")
        {
            Nc = "-luk -w 1 {self}",
            Peer = Sends(Send("one\n"), Seconds(1.3), Send("two\n"), Settled),
            Stays = true,
        },
        new("-luk -w 0 leaves the processor alone")
        {
            Nc = "-luk -w 0 {self}",
            Peer = Sends(Send("one\n"), Printed("one\n"), new Step.Rests(), Send("two\n"), Printed("one\ntwo\n")),
            Stays = true,
            Differs = "uses all of a processor with -luk -w 0",
            Ours = ["nc: runs, asleep", "nc: stdout \"one\\ntwo\\n\"", "nc leaves alone the processor"],
        },
        new("-luk ends when stdout has no reader")
        {
            Nc = "-luk {self}",
            Stdout = new Output.Abandoned(),
            Peer = Sends(Send("unseen\n"), Gone),
            Stays = true,
            Differs = "uses all of a processor with -luk after the reader of its standard output has exited",
            Ours = ["nc: exit 0"],
        },
        new("-luk leaves the processor alone between datagrams")
        {
            Nc = "-luk {self}",
            Peer = Sends(Send("one\n"), Printed("one\n"), new Step.Rests()),
            Stays = true,
        },
        new("two UDP listeners share a port")
        {
            Nc = "-luvn {self}",
            Then = [new NcRun("-luvn {self}")],
            Stays = true,
        },
        new("UDP between two ncs")
        {
            Nc = "-lu -w 1 {self}",
            Then = [new NcRun("-u -w 1 {self}") { Stdin = "over\n" }],
        },
    ];
}
