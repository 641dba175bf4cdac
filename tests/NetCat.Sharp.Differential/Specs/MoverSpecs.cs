using System.Threading.Tasks;
using NetCat.Sharp.Differential.Programs;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>Every scenario with each way to move bytes forced: none of a relay's rules depends on how they go.</summary>
[TestCaseOrderer(InListOrder.TypeName, InListOrder.AssemblyName)]
public sealed class MoverSpecs
{
    public static TheoryData<string> Names => Rows.All;

    [NativeTheory]
    [MemberData(nameof(Names))]
    public async Task Copying(string scenario)
    {
        string? wrong = await Verdict.On(Known.Copying, ScenarioRuns.Named(scenario));

        Assert.True(wrong is null, wrong);
    }

    [NativeTheory]
    [MemberData(nameof(Names))]
    public async Task Splicing(string scenario)
    {
        string? wrong = await Verdict.On(Known.Splicing, ScenarioRuns.Named(scenario));

        Assert.True(wrong is null, wrong);
    }
}
