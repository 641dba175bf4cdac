using System.Threading.Tasks;
using NetCat.Sharp.Differential.Programs;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>nc on the managed runtime against the real one, in the scenarios that the runtime can change.</summary>
[TestCaseOrderer(InListOrder.TypeName, InListOrder.AssemblyName)]
public sealed class ManagedSpecs
{
    public static TheoryData<string> Names => Selection.Rows(Known.Managed);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Managed(string scenario)
    {
        string? wrong = await Verdict.On(Known.Managed, ScenarioRuns.Named(scenario));

        Assert.True(wrong is null, wrong);
    }
}
