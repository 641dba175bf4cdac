using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Differential.Scenarios;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>The scenarios as rows of a theory.</summary>
internal static class Rows
{
    internal static TheoryData<string> All => From(_ => true);

    internal static TheoryData<string> WithRuntime => From(scenario => !scenario.NativeOnly);

    /// <summary>Those whose outcome with the real nc is the same each time.</summary>
    internal static TheoryData<string> OfTheReal => From(scenario => !scenario.Addition && !scenario.Varies && scenario.OursRepeats == 0);

    private static TheoryData<string> From(Func<Scenario, bool> wanted)
    {
        IEnumerable<string> names = ScenarioRuns.Possible.Where(wanted).Select(scenario => scenario.Name);
        return [.. names];
    }
}
