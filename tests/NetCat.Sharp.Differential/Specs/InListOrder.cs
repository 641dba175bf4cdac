using System;
using System.Collections.Generic;
using System.Linq;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>Runs tests in the order of the list of scenarios, so that the runs started ahead are the ones needed next.</summary>
public sealed class InListOrder : ITestCaseOrderer
{
    internal const string TypeName = "NetCat.Sharp.Differential.Specs.InListOrder";
    internal const string AssemblyName = "NetCat.Sharp.Differential";

    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase
        => testCases.OrderBy(test => Position(test));

    private static int Position(ITestCase test)
        => test.TestMethodArguments is [string name] ? ScenarioRuns.Possible.ToList().FindIndex(scenario => scenario.Name == name) : -1;
}
