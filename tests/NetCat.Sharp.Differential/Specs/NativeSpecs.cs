using System.Threading.Tasks;
using NetCat.Sharp.Differential.Programs;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>Every scenario: the native nc against the real one.</summary>
[TestCaseOrderer(InListOrder.TypeName, InListOrder.AssemblyName)]
public sealed class NativeSpecs
{
    public static TheoryData<string> Names => Selection.Rows(Known.Native);

    [NativeTheory]
    [MemberData(nameof(Names))]
    public async Task Native(string scenario)
    {
        string? wrong = await Verdict.On(Known.Native, ScenarioRuns.Named(scenario));

        Assert.True(wrong is null, wrong);
    }
}
