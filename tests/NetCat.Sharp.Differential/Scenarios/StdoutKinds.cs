using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>The kinds of descriptor 1.</summary>
internal static class StdoutKinds
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("stdout has no reader, stdin is open: sending goes on")
        {
            Nc = "{peer}",
            Stdout = new Output.Abandoned(),
            Stdin = new Input.Scripted(Await("sent"), Settled, Send("typed\n"), Await("got"), Settled),
            Peer = Accepts(Send("unseen\n"), Mark("sent"), Expect("typed\n"), Mark("got")),
            Stays = true,
        },
        new("stdout has no reader, stdin is at its end: the client exits")
        {
            Nc = "{peer}",
            Stdout = new Output.Abandoned(),
            Stdin = new Input.Null(),
            Peer = Accepts(Settled, Send("unseen\n"), End),
        },
        new("the reader of stdout leaves in the middle")
        {
            Nc = "{peer}",
            Stdout = new Output.Leaving(6),
            Stdin = new Input.Null(),
            Peer = Accepts(Send("first\n"), Await("reader left"), Send("second\n"), End),
            Ignores = Bits.Peer,
        },
        new("stdout is full")
        {
            Nc = "{peer}",
            Stdout = new Output.Device("/dev/full"),
            Stdin = new Input.Scripted(Await("sent"), Settled, Fin),
            Peer = Accepts(Send("unseen\n"), Mark("sent"), End),
        },
        new("stdout is full and stdin is open")
        {
            Nc = "{peer}",
            Stdout = new Output.Device("/dev/full"),
            Peer = Accepts(Send("unseen\n"), Settled),
            Stays = true,
        },
        new("-k without a reader of stdout resets the clients that send")
        {
            Nc = "-lk {self}",
            Stdout = new Output.Abandoned(),
            Stdin = new Input.Null(),
            Peers =
            [
                Connects(Send("one\n"), Mark("sent"), End, Mark("first done")) with { After = "stopped" },
                Connects(End) with { After = "first done" },
            ],
            // The data is there before the accept, so that the close with unread data is always a reset.
            Meanwhile = [Ready, Settled, Signal(Stop), Mark("stopped"), Await("sent"), Signal(Continue)],
            Stays = true,
        },
        new("a slow reader of stdout gets everything")
        {
            Nc = "{peer}",
            Stdin = new Input.Null(),
            Stdout = new Output.Late("all sent"),
            Peer = Accepts(SendPattern(3_000_000), Fin, Mark("finished"), End),
            Meanwhile = [Connected, Settled, Mark("all sent")],
        },
        new("stdout is a file") { Nc = "{peer}", Stdin = new Input.Null(), Stdout = new Output.File(), Peer = Accepts(Send("kept\n"), Fin, End) },
        new("stdout is /dev/null") { Nc = "-l {self}", Stdout = new Output.Device("/dev/null"), Peer = Connects(Send("unseen\n"), Fin, End) },
        new("UDP into a full stdout")
        {
            Nc = "-lu {self}",
            Stdout = new Output.Device("/dev/full"),
            Peer = Sends(Send("unseen\n"), Settled),
            Stays = true,
        },
    ];
}
