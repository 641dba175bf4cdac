using System.Threading.Tasks;
using NetCat.Sharp.Differential.Programs;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>The scenarios that move bytes, with each mover forced: the behaviour of a relay does not depend on its mover.</summary>
[TestCaseOrderer(InListOrder.TypeName, InListOrder.AssemblyName)]
public sealed class MoverSpecs
{
    public static TheoryData<string> Names => Selection.Rows(Known.Copying);

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
