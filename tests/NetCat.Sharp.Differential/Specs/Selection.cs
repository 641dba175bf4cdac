using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Differential.Programs;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>
/// Selects the scenarios of each program. The native nc is what users install: it runs all of them against the real nc.
/// The other programs differ from it in one respect each, and run the scenarios that can show a difference in that
/// respect. With NCSHARP_ALL_SCENARIOS=1 every program runs every scenario.
/// </summary>
internal static class Selection
{
    /// <summary>Of the scenarios in which no difference is expected, every eighth is run.</summary>
    private const int SampleOfManaged = 8;

    /// <summary>The harness treats all scenarios alike: every fourth is run, others than in the managed sample.</summary>
    private const int SampleOfReal = 4;

    private static readonly bool s_all = Environment.GetEnvironmentVariable("NCSHARP_ALL_SCENARIOS") == "1";

    private static readonly ConcurrentDictionary<string, IReadOnlyList<Scenario>> s_chosen = new();

    /// <summary>The scenarios of a program in the order of the list.</summary>
    internal static IReadOnlyList<Scenario> Of(NcProgram program)
        => s_chosen.GetOrAdd(program.Name, _ => [.. ScenarioRuns.Possible.Where((scenario, index) => IsFor(program, scenario, index))]);

    /// <summary>The names of these scenarios as rows of a theory.</summary>
    internal static TheoryData<string> Rows(NcProgram program) => [.. Of(program).Select(static scenario => scenario.Name)];

    private static bool IsFor(NcProgram program, Scenario scenario, int index)
        => program == Known.Managed ? IsForManaged(scenario, index)
            : program == Known.RealAgain ? IsForReal(scenario, index)
            : (program != Known.Copying && program != Known.Splicing) || IsForMovers(scenario);

    /// <summary>
    /// The managed nc is the same code on a runtime that handles signals, opens its own descriptors and sets terminal modes. It runs scenarios with
    /// signals, terminals, and descriptors 0 to 2 that are not plain pipes.
    /// </summary>
    private static bool IsForManaged(Scenario scenario, int index)
        => !scenario.NativeOnly
            && (s_all || index % SampleOfManaged == 0 || HasSignals(scenario) || scenario.StderrClosed
                || Runs(scenario).Any(static run => run.Stdin is not (Input.Text or Input.Held or Input.Scripted) || run.Stdout is not Output.Pipe));

    /// <summary>
    /// A forced mover changes how the bytes of a stream go between two descriptors. It runs streams on which data is sent, in either direction.
    /// Datagrams, scans and command lines that end before a connection never use a mover.
    /// </summary>
    private static bool IsForMovers(Scenario scenario)
        => s_all || (Runs(scenario).Any(static run => !HasLetter(run.Arguments, 'u') && !HasLetter(run.Arguments, 'z'))
            && (scenario.Peers.Count > 0 || scenario.Then.Count > 0)
            && (scenario.Peers.Any(static peer => peer.Kind is PeerKind.TcpListens or PeerKind.TcpConnects && Sends(peer.Steps))
                || Runs(scenario).Any(static run => HasData(run.Stdin))));

    /// <summary>The real nc against itself: only scenarios whose result is the same each time can be compared.</summary>
    private static bool IsForReal(Scenario scenario, int index)
        => !scenario.Addition && !scenario.Varies && scenario.OursRepeats == 0 && (s_all || index % SampleOfReal == 1);

    private static IEnumerable<NcRun> Runs(Scenario scenario)
        => scenario.Then.Prepend(new NcRun(scenario.Nc) { Stdin = scenario.Stdin, Stdout = scenario.Stdout });

    private static bool HasSignals(Scenario scenario)
        => scenario.Meanwhile.Any(static step => step is Step.Signal or Step.LookAtSignals or Step.LimitDescriptors);

    private static bool HasData(Input stdin)
        => stdin switch
        {
            Input.Text text => text.Bytes.Length > 0,
            Input.File file => file.Size > 0,
            Input.Scripted scripted => Sends(scripted.Steps),
            Input.Terminal terminal => Sends(terminal.Steps),
            _ => false,
        };

    private static bool Sends(IReadOnlyList<Step> steps) => steps.Any(static step => step is Step.Send { Bytes.Length: > 0 });

    /// <summary>Whether a word of short options contains the letter.</summary>
    private static bool HasLetter(string arguments, char letter)
        => arguments.Split(' ').Any(word => word is ['-', not '-', ..] && word.Contains(letter, StringComparison.Ordinal));
}
