using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NetCat.Sharp.Differential.Scenarios;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>The README's list of differences is the set of reasons that scenarios are marked with: none missing, none invented.</summary>
public sealed class DifferenceSpecs
{
    private const string Heading = "## Differences from the real nc";

    [Fact]
    public void The_README_lists_exactly_the_differences_that_scenarios_mark()
    {
        IEnumerable<string> marked = All.Differences.Select(difference => difference.Reason).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(marked, Listed().Order(StringComparer.Ordinal));
    }

    /// <summary>The second column of the table under the heading.</summary>
    private static IEnumerable<string> Listed()
        => File.ReadLines(Path.Combine(Root(), "README.md"))
            .SkipWhile(line => line != Heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ours", StringComparison.Ordinal))
            .Select(line => line.Split('|')[2].Trim());

    private static string Root()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NetCat.Sharp.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException("the solution is in no directory above " + AppContext.BaseDirectory);
    }
}
