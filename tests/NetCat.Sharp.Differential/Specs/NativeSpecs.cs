using System.Threading.Tasks;
using NetCat.Sharp.Differential.Programs;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>Every scenario, the natively compiled nc against the real one.</summary>
[TestCaseOrderer(InListOrder.TypeName, InListOrder.AssemblyName)]
public sealed class NativeSpecs
{
    public static TheoryData<string> Names => Rows.All;

    [NativeTheory]
    [MemberData(nameof(Names))]
    public async Task Native(string scenario)
    {
        string? wrong = await Verdict.On(Known.Native, ScenarioRuns.Named(scenario));

        Assert.True(wrong is null, wrong);
    }
}

/// <summary>Skipped, and says so, where no native binary was published.</summary>
[System.AttributeUsage(System.AttributeTargets.Method)]
public sealed class NativeTheoryAttribute : TheoryAttribute
{
    public NativeTheoryAttribute()
    {
        if (Known.NativePath is null)
        {
            Skip = $"{Known.NativeVariable} is not set: dotnet publish src/nc -c Release -r linux-x64 -p:NativePublish=true -o DIR (with -f and "
                + "-p:NativeFramework= the framework that has a NativeAOT pack), then set it to DIR/nc";
        }
    }
}
