using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>
/// nc leaves the signal actions and masks that it was started with unchanged, except that it ignores SIGPIPE. Being stopped loses no data.
/// </summary>
internal static class SignalsHeld
{
    private const string Ignoring = "env --ignore-signal=HUP,INT,QUIT";
    private const int Large = 8_000_000;

    private static readonly (string How, string Under)[] s_starts =
    [
        ("with their default actions", Signals.AsFromATerminal),
        ("ignored", "env --ignore-signal=HUP,INT,QUIT,USR1,TERM,CHLD,CONT,TSTP,TTIN,TTOU,URG,WINCH,IO"),
        ("blocked", "env --default-signal=PIPE --block-signal=HUP,INT,PIPE,TERM,USR2,CHLD,WINCH"),
    ];

    /// <summary>Other signals that end a program, except the two that cannot be caught.</summary>
    private static readonly int[] s_others = [4, 5, 6, 7, 8, 11, 16, 24, 25, 26, 27, 29, 30, 31];

    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. s_starts.Select(start => new Scenario($"signals found {start.How}, by a listener") { Nc = "-lv {self}", Under = start.Under, Meanwhile = [Ready, LookAtSignals("waiting")], Stays = true, NativeOnly = true }),
        .. s_starts.Select(start => new Scenario($"signals found {start.How}, by a client")
        {
            Nc = "-N {peer}",
            Under = start.Under,
            Peer = Accepts(Send("x\n"), Printed("x\n")),
            Meanwhile = [Printed("x\n"), LookAtSignals("talking")],
            Stays = true,
            NativeOnly = true,
        }),
        .. s_others.Select(number => new Scenario($"signal {number} ends a listener")
        {
            Nc = "-l {self}",
            Under = "prlimit --core=0",
            Meanwhile = [Ready, Settled, new Step.Signal(number)],
            NativeOnly = true,
        }),
        new("signals that were ignored at the start stay ignored")
        {
            Nc = "{peer}",
            Under = Ignoring,
            Peer = Accepts(Await("sent"), Send("still here\n"), Printed("still here\n")),
            Meanwhile = [Connected, Settled, Signal(HangUp), Signal(Interrupt), Signal(3), Settled, Mark("sent"), Printed("still here\n")],
            Stays = true,
        },
        new("stopped and continued while it receives, nothing is lost")
        {
            Nc = "{peer}",
            Stdin = new Input.Null(),
            Peer = Accepts(SendPattern(Large), Fin, End),
            Meanwhile = [.. StopsAt(100_000, 3_000_000, 6_000_000)],
        },
        new("stopped and continued while it receives, listening")
        {
            Nc = "-l {self}",
            Peer = Connects(SendPattern(Large), Fin, End),
            Meanwhile = [.. StopsAt(1, 1_000_000, 4_000_000)],
        },
        new("stopped and continued while it sends a file, nothing is lost")
        {
            Nc = "-N {peer}",
            Stdin = new Input.File(Large),
            Peer = Accepts(ExpectBytes(100_000), Mark("some"), Await("on"), End, Fin),
            Meanwhile = [Await("some"), Signal(Stop), Signal(Continue), Mark("on")],
        },
        new("stopped and continued while it sends from a pipe, nothing is lost")
        {
            Nc = "-N {peer}",
            Stdin = new Input.Scripted(Connected, SendPattern(Large), Fin),
            Peer = Accepts(ExpectBytes(100_000), Mark("some"), Await("on"), End, Fin),
            Meanwhile = [Await("some"), Signal(Stop), Signal(Continue), Mark("on")],
        },
        new("stopped and continued while both ways are full")
        {
            Nc = "-N {peer}",
            Stdin = new Input.File(Large),
            Peer = Accepts(SendPattern(Large), Fin, End),
            Stdout = new Output.Late("on"),
            Meanwhile = [Connected, Settled, Signal(Stop), Signal(Continue), Settled, Mark("on"), PrintedBytes(2_000_000), Signal(Stop), Signal(Continue)],
        },
    ];

    private static IEnumerable<Step> StopsAt(params int[] printed)
        => printed.SelectMany(count => new[] { PrintedBytes(count), Signal(Stop), Signal(Continue) });
}
