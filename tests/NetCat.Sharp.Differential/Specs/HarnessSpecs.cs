using System;
using System.Globalization;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Programs;
using NetCat.Sharp.Differential.Transcripts;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>The real nc on both sides gives no difference: what the other classes report is nc's doing, not the harness's.</summary>
[TestCaseOrderer(InListOrder.TypeName, InListOrder.AssemblyName)]
public sealed class HarnessSpecs
{
    private static readonly int s_runs = int.Parse(
        Environment.GetEnvironmentVariable("NCSHARP_QUIET_RUNS") ?? "1",
        CultureInfo.InvariantCulture);

    public static TheoryData<string> Names => Rows.OfTheReal;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Quiet(string scenario)
    {
        Scenario what = Plays.Named(scenario);
        for (int run = 0; run < s_runs; run++)
        {
            Task<Transcript> first = Plays.Of(Known.Real, what);
            string? difference = Comparison.Difference(what, await first, await Plays.Of(Known.RealAgain, what, run), Known.RealAgain);

            Assert.True(difference is null, FormattableString.Invariant($"run {run + 1}:\n{difference}\n{await first}"));
        }
    }

    [RootFact]
    public void Scenarios_about_names_are_played()
        => Assert.Contains(Plays.Possible, scenario => scenario.Names);
}

/// <summary>Skipped, and says so, where no namespace can be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Playing.House.IsPossible)
        {
            Skip = "scenarios about names need a namespace with a hosts file of its own, and only root may make one";
        }
    }
}
