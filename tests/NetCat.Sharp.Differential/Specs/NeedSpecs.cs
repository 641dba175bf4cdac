using System;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>Scenarios that are not run on this machine, or for this user, appear as skipped tests with the reason.</summary>
public sealed class NeedSpecs
{
    [NeedFact("names")]
    public void Scenarios_about_names_are_run()
        => Assert.Contains(ScenarioRuns.Possible, scenario => Need.All["names"].Of(scenario));

    [NeedFact("low ports")]
    public void Scenarios_with_low_ports_are_run()
        => Assert.Contains(ScenarioRuns.Possible, scenario => Need.All["low ports"].Of(scenario));

    [NeedFact("calls")]
    public void Scenarios_about_system_calls_are_run()
        => Assert.Contains(ScenarioRuns.Possible, scenario => Need.All["calls"].Of(scenario));
}

/// <summary>A test that is skipped, with the reason, if the need is not met.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedFactAttribute(string need) : ConditionalFactAttribute(Need.All[need].IsMet() ? null : Need.All[need].Reason)
{
    /// <summary>Gets the key in the list of needs.</summary>
    public string Name => need;
}
