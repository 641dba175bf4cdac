using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>Signals have their default action; stopping and continuing does no harm.</summary>
internal static class Signals
{
    // A test run in the background of a shell ignores SIGINT, and its children would too.
    internal const string AsFromATerminal = "env --default-signal=HUP,INT,QUIT,PIPE,ALRM,TERM,USR1,USR2";

    private static readonly (string Name, int Number)[] s_deadly = [("HUP", HangUp), ("INT", Interrupt), ("QUIT", 3), ("USR1", 10), ("USR2", 12), ("ALRM", 14), ("TERM", Terminate)];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. s_deadly.Select(signal => new Scenario($"SIG{signal.Name} ends a client")
        {
            Nc = "-vn {peer}",
            Under = AsFromATerminal,
            Peer = Accepts(Send("x\n"), Printed("x\n")),
            Meanwhile = [Printed("x\n"), Settled, Signal(signal.Number)],
        }),
        new("SIGTERM ends a listener that waits")
        {
            Nc = "-l {self}",
            Under = AsFromATerminal,
            Meanwhile = [Ready, Settled, Signal(Terminate)],
        },
        new("SIGINT ends a UDP listener that waits")
        {
            Nc = "-lu {self}",
            Under = AsFromATerminal,
            Meanwhile = [Ready, Settled, Signal(Interrupt)],
        },
        new("SIGINT ends a client on a terminal")
        {
            Nc = "{peer}",
            Under = AsFromATerminal,
            Stdin = new Input.Terminal(),
            Peer = Accepts(),
            Meanwhile = [Connected, Settled, Signal(Interrupt)],
        },
        new("SIGPIPE is ignored")
        {
            Nc = "{peer}",
            Under = AsFromATerminal,
            Peer = Accepts(),
            Meanwhile = [Connected, Settled, Signal(13), Settled],
            Stays = true,
        },
        new("stopping and going on does not disturb a waiting listener")
        {
            Nc = "-l {self}",
            Meanwhile = [Ready, Settled, Signal(Stop), Signal(Continue), Settled, Mark("on")],
            Peer = Connects(Send("after\n"), Fin, End) with { After = "on" },
        },
        new("stopping and going on does not disturb a waiting UDP listener")
        {
            Nc = "-lu {self}",
            Meanwhile = [Ready, Settled, Signal(Stop), Signal(Continue), Settled, Mark("on")],
            Peer = Sends(Send("after\n"), InState("ESTABLISHED"), Settled) with { After = "on" },
            Stays = true,
        },
        new("stopping and going on does not disturb a conversation")
        {
            Nc = "{peer}",
            Stdin = new Input.Scripted(Await("on"), Send("typed\n"), Await("got"), Fin),
            Meanwhile = [Connected, Settled, Signal(Stop), Mark("stopped"), Await("sent"), Signal(Continue), Settled, Mark("on")],
            Peer = Accepts(Await("stopped"), Send("while stopped\n"), Mark("sent"), Expect("typed\n"), Mark("got"), Fin, End),
        },
    ];
}
