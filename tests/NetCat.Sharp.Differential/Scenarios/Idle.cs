using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>An idle nc uses no processor time, and what arrives while it is stopped is not lost.</summary>
internal static class Idle
{
    private const int Queued = 100;

    private static readonly Step s_rests = new Step.Rests();

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        Client("with a server that says nothing", Accepts(Send("x\n"), Printed("x\n"), s_rests)),
        Client("at the end of stdin", Accepts(Send("x\n"), Printed("x\n"), s_rests)) with { Stdin = new Input.Null() },
        Client("whose server has finished", Accepts(Send("x\n"), Fin, InState("CLOSE_WAIT"), s_rests)),
        Client("on a terminal", Accepts(Send("x\n"), Printed("x\n"), s_rests)) with { Stdin = new Input.Terminal() },
        Client("that has sent a file", Accepts(ExpectBytes(1000), s_rests)) with { Stdin = new Input.File(1000) },
        Client("whose server reads nothing of a file", Accepts(Settled, s_rests)) with { Stdin = new Input.File(8 << 20), Ignores = Bits.Peer },
        Listener("with a client", "-l {self}") with { Peer = Connects(Send("x\n"), Printed("x\n"), s_rests) },
        Listener("between two clients", "-lk {self}") with { Peer = Connects(Send("x\n"), Fin, End, s_rests) },
        Listener("at the end of stdin, with a client", "-l {self}") with { Stdin = new Input.Null(), Peer = Connects(Send("x\n"), Printed("x\n"), s_rests) },
        Listener("without a client", "-l {self}") with { Meanwhile = [Ready, s_rests] },
        Listener("with a UDP peer", "-lu {self}") with { Peer = Sends(Send("x\n"), Printed("x\n"), s_rests) },
        Listener("of a flood that came while it was stopped", "-luk {self}") with
        {
            Peer = Sends([Await("stopped"), .. Enumerable.Repeat(Send("a datagram\n"), Queued), Mark("sent")]),
            Meanwhile =
            [
                Ready, Settled, Signal(Stop), Mark("stopped"), Await("sent"), Signal(Continue), PrintedBytes(Queued * "a datagram\n".Length), s_rests,
            ],
        },
    ];

    private static Scenario Client(string what, Peer peer) => new($"idle: a client {what}") { Nc = "{peer}", Peer = peer, Stays = true };

    private static Scenario Listener(string what, string nc) => new($"idle: a listener {what}") { Nc = nc, Stays = true };
}
