using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Programs;
using NetCat.Sharp.Differential.Running;
using NetCat.Sharp.Differential.Scenarios;
using NetCat.Sharp.Differential.Transcripts;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>
/// Transcripts by program and scenario, each made once. A test that needs one also starts the next few runs of the program's list: xunit runs the
/// rows of a theory one after the other, and these scenarios then run in parallel.
/// </summary>
internal static class ScenarioRuns
{
    private static readonly ConcurrentDictionary<(string, string), Lazy<Task<Transcript>>> s_runs = new();

    /// <summary>A regular expression that selects scenarios by name; if unset, all run.</summary>
    private static readonly Regex s_selected = new(Environment.GetEnvironmentVariable("NCSHARP_SCENARIOS") ?? "");

    internal static IReadOnlyList<Scenario> Possible { get; } =
        [.. All.Scenarios.Where(scenario => s_selected.IsMatch(scenario.Name) && Need.All.Values.All(need => !need.Of(scenario) || need.IsMet()))];

    internal static Scenario Named(string name) => Possible.First(scenario => scenario.Name == name);

    internal static Task<Transcript> Of(NcProgram program, Scenario scenario, int take = 0)
    {
        foreach (Scenario next in Selection.Of(program).SkipWhile(other => other != scenario).Skip(1).Take(take == 0 ? ScenarioRunner.SideBySide : 0))
        {
            _ = Start(program, next, take);
        }

        return Start(program, scenario, take);
    }

    private static Task<Transcript> Start(NcProgram program, Scenario scenario, int take)
    {
        bool isReal = program == Known.Real || program == Known.RealAgain;
        return scenario.Addition && isReal
            ? Task.FromResult(new Transcript([], []))
            : s_runs.GetOrAdd(
                ($"{program.Name} {take}", scenario.Name),
                _ => new Lazy<Task<Transcript>>(() => Task.Run(() => Perform(program, scenario)))).Value;
    }

    private static async Task<Transcript> Perform(NcProgram program, Scenario scenario)
    {
        Transcript transcript = await ScenarioRunner.Perform(scenario, program);
        if (Environment.GetEnvironmentVariable("NCSHARP_TRANSCRIPTS") is { Length: > 0 } directory)
        {
            string file = Path.Combine(Directory.CreateDirectory(directory).FullName, $"{scenario.Name.Replace('/', '_')}.{program.Name}");
            await File.WriteAllTextAsync(file, transcript.ToString());
        }

        return transcript;
    }
}
