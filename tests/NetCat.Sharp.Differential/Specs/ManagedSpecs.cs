using System.Threading.Tasks;
using NetCat.Sharp.Differential.Programs;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>Every scenario, nc on the runtime against the real one.</summary>
[TestCaseOrderer(InListOrder.TypeName, InListOrder.AssemblyName)]
public sealed class ManagedSpecs
{
    public static TheoryData<string> Names => Rows.WithRuntime;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Managed(string scenario)
    {
        string? wrong = await Verdict.On(Known.Managed, ScenarioRuns.Named(scenario));

        Assert.True(wrong is null, wrong);
    }
}
