using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Programs;
using NetCat.Sharp.Differential.Scenarios;
using NetCat.Sharp.Differential.Transcripts;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>
/// The real nc compared with itself shows no difference: differences that the other classes report come from nc, not from the harness.
/// </summary>
[TestCaseOrderer(InListOrder.TypeName, InListOrder.AssemblyName)]
public sealed class HarnessSpecs
{
    private static readonly int s_runs = int.Parse(
        Environment.GetEnvironmentVariable("NCSHARP_QUIET_RUNS") ?? "1",
        CultureInfo.InvariantCulture);

    public static TheoryData<string> Names => Selection.Rows(Known.RealAgain);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Quiet(string scenario)
    {
        Scenario what = ScenarioRuns.Named(scenario);
        Transcript first = await ScenarioRuns.Of(Known.Real, what);
        Transcript[] others = await Task.WhenAll(Enumerable.Range(0, s_runs).Select(run => ScenarioRuns.Of(Known.RealAgain, what, run)));
        foreach (Transcript other in others)
        {
            string? difference = Comparison.Difference(what, first, other, Known.RealAgain);
            if (difference is not null && Comparison.IsOnlyTime(what, first, other, Known.RealAgain))
            {
                difference = Comparison.Difference(what, await ScenarioRuns.Of(Known.Real, what, 1), await ScenarioRuns.Of(Known.RealAgain, what, s_runs), Known.RealAgain);
            }

            Assert.True(difference is null, $"{difference}\n{first}\nagain:\n{other}");
        }
    }

    [Fact]
    public void Each_scenario_has_a_unique_name()
        => Assert.Equal(All.Scenarios.Select(scenario => scenario.Name).Distinct(), All.Scenarios.Select(scenario => scenario.Name));
}
