using System;
using System.Collections.Generic;
using System.Linq;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>
/// -q, -w, -N, -i, -W and -d in all pairs, for a client and a listener and for each order in which the two
/// sides end. The time at which nc exits is part of each transcript.
/// </summary>
internal static class Timers
{
    /// <summary>Options that decide when a session ends; a letter is not combined with itself.</summary>
    private static readonly string[] s_options = ["-q 0", "-q 1", "-q 2", "-w 1", "-N", "-i 1", "-W 1", "-d"];

    private static readonly string[] s_alone = ["-q 0", "-q 1", "-w 1", "-N", "-W 1"];

    private static readonly bool[] s_both = [false, true];

    /// <summary>How a session ends: the name, stdin, and the steps of the peer.</summary>
    private static readonly (string Name, Input Stdin, Step[] Peer)[] s_endings =
    [
        ("the peer closes at once, stdin is empty", new Input.Null(), [Close]),
        ("stdin ends first", "hi\n", [Expect("hi\n"), Settled, Send("a\n"), Fin, End]),
        ("stdin ends first, the peer then waits for the end", "hi\n", [End, Send("a\n"), Fin]),
        ("the peer half-closes first", new Input.Scripted(InState("CLOSE_WAIT"), Settled, Send("b\n"), Fin), [Send("a\n"), Fin, End]),
        ("the peer half-closes, stdin stays open", new Input.Held(), [Send("a\n"), Fin, End]),
    ];

    /// <summary>With -d stdin is never read: only the peer ends the session.</summary>
    private static readonly (string Name, Input Stdin, Step[] Peer)[] s_detached =
    [
        ("the peer closes at once", new Input.Null(), [Close]),
        ("the peer speaks late and half-closes", new Input.Null(), [Seconds(0.3), Send("a\n"), Fin, End]),
        ("the peer speaks late and stays", new Input.Held(), [Seconds(0.3), Send("a\n"), End]),
    ];

    internal static IReadOnlyList<Scenario> Scenarios { get; } = [.. OfTcp(), .. OfOthers()];

    private static IEnumerable<string> Pairs()
        => s_options.SelectMany((first, index) => s_options[(index + 1)..].Where(second => second[1] != first[1]).Select(second => $"{first} {second}"));

    private static IEnumerable<Scenario> OfTcp()
        => from pair in Pairs().Append("-d")
           from ending in pair.Contains("-d", StringComparison.Ordinal) ? s_detached : s_endings
           from listens in s_both
           where !(listens && IsRace(pair, ending.Name))
           select new Scenario($"{(listens ? "listener" : "client")} {pair}: {ending.Name}")
           {
               Nc = listens ? $"-l {pair} {{self}}" : $"{pair} {{peer}}",
               Stdin = ending.Stdin,
               Peer = listens ? Connects(ending.Peer) : Accepts(ending.Peer),
               Timed = true,
               Patience = 4,
               Differs = listens ? Difference(pair, ending.Name) : null,
           };

    /// <summary>
    /// Ours takes what has arrived when -q 0 ends the session; the peer's data comes at the same time, and may or may not be printed.
    /// </summary>
    private static bool IsRace(string pair, string ending)
        => pair.Contains("-q 0", StringComparison.Ordinal) && ending.Contains("waits", StringComparison.Ordinal);

    /// <summary>Ours continues to receive where the real nc stops, so that what the client sends then is printed.</summary>
    private static string? Difference(string pair, string ending)
        => pair.Contains("-q ", StringComparison.Ordinal) && ending.StartsWith("stdin ends first", StringComparison.Ordinal)
            && (!pair.Contains("-q 0", StringComparison.Ordinal) || pair.Contains("-i", StringComparison.Ordinal))
            ? "stops reading at the end of standard input and loses what the client sends"
            : null;

    /// <summary>
    /// -d with other sockets: a listener with -k, which waits for the next client, UDP, which has no end of a connection, and a Unix listener.
    /// </summary>
    private static IEnumerable<Scenario> OfOthers()
    {
        foreach (string timer in s_alone)
        {
            // Where -q ends the session, FIN with the data would race with it.
            bool quits = timer.StartsWith("-q", StringComparison.Ordinal);
            yield return new Scenario($"listener -k -d {timer}")
            {
                Nc = $"-l -k -d {timer} {{self}}",
                Stdin = new Input.Null(),
                Peers = quits
                    ? [Connects(Send("a\n"), End)]
                    : [Connects(Send("a\n"), Fin, End, Mark("first done")), Connects(Send("b\n"), Fin, End) with { After = "first done" }],
                Timed = quits,
                Stays = !quits,
            };
            yield return new Scenario($"UDP listener -d {timer}")
            {
                Nc = $"-lu -d {timer} {{self}}",
                Stdin = new Input.Null(),
                Peer = Sends(Send("a\n")),
                Timed = true,
                Patience = 3,
            };
            yield return new Scenario($"UDP client -d {timer}")
            {
                Nc = $"-u -d {timer} {{peer}}",
                Stdin = new Input.Null(),
                Peer = Bound(),
                Timed = true,
                Patience = 3,
            };
            yield return new Scenario($"Unix listener -d {timer}, and a client")
            {
                Nc = $"-lU -d {timer} {{dir}}/s",
                Stdin = new Input.Null(),
                Then = [new NcRun("-NU {dir}/s") { Stdin = "x\n" }],
                Timed = true,
                Patience = 3,
            };
        }
    }
}
