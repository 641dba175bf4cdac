using System;
using System.Collections.Generic;
using System.Linq;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>Tests in the order of the scenarios' list, so that the runs started ahead are the ones asked for next.</summary>
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
