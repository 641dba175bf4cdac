using System;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Programs;
using NetCat.Sharp.Differential.Transcripts;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>Compares the transcripts of two programs.</summary>
internal static class Verdict
{
    /// <summary>A busy machine is late now and then, a wrong timer is wrong each time.</summary>
    private const int Takes = 3;

    /// <summary>What is wrong with the program under test, or null.</summary>
    internal static async Task<string?> On(NcProgram program, Scenario scenario)
    {
        if (scenario.OursRepeats > 0)
        {
            return await Repeated(program, scenario);
        }

        Task<Transcript> asked = ScenarioRuns.Of(Known.Real, scenario);
        Transcript ours = await ScenarioRuns.Of(program, scenario);
        Transcript real = await asked;
        for (int take = 1; take <= Takes && IsLate(scenario, real, ours, program); take++)
        {
            real = await ScenarioRuns.Of(Known.Real, scenario, take);
            ours = await ScenarioRuns.Of(program, scenario, take);
        }

        if (Missing(scenario, ours) is { } missing)
        {
            return missing;
        }

        if (scenario.Addition)
        {
            return null;
        }

        string? difference = Comparison.Difference(scenario, real, ours, program);
        if (scenario.OursExtendsStderr && !ours.Stderr.StartsWith(real.Stderr[..^1], StringComparison.Ordinal))
        {
            return $"ours does not begin with what the real one says:\n{ours}\nreal:\n{real}";
        }

        return scenario.Differs is null
            ? difference is null ? null : $"- the real nc, + {program.Name}\n{difference}\nthe real nc's transcript:\n{real}\nours:\n{ours}"
            : difference is null ? $"ours is wanted to differ ({scenario.Differs}) and does not:\n{ours}" : null;
    }

    private static bool IsLate(Scenario scenario, Transcript real, Transcript ours, NcProgram program)
        => Comparison.IsOnlyTime(scenario, real, ours, program) && Comparison.Difference(scenario, real, ours, program) is not null;

    private static async Task<string?> Repeated(NcProgram program, Scenario scenario)
    {
        for (int take = 0; take < scenario.OursRepeats; take++)
        {
            if (Missing(scenario, await ScenarioRuns.Of(program, scenario, take)) is { } missing)
            {
                return FormattableString.Invariant($"time {take + 1} of {scenario.OursRepeats}: {missing}");
            }
        }

        return null;
    }

    private static string? Missing(Scenario scenario, Transcript ours)
    {
        foreach (string line in scenario.Ours)
        {
            if (!ours.Has(line))
            {
                return $"no line '{line}' in\n{ours}";
            }
        }

        return null;
    }
}
