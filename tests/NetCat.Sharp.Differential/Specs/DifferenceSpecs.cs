using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Scenarios;
using Xunit;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>The list of differences in nc.1 has exactly the reasons in the scenarios.</summary>
public sealed class DifferenceSpecs
{
    private const string Heading = "DIFFERENCES FROM NETCAT-OPENBSD";
    private const string Subject = "netcat-openbsd ";

    [Fact]
    public async Task The_manual_lists_exactly_the_differences_of_the_scenarios()
    {
        IEnumerable<string> marked = All.Differences.Select(static difference => difference.Reason).Distinct();
        Assert.Equal(marked.Order(StringComparer.Ordinal), (await Listed()).Order(StringComparer.Ordinal));
    }

    /// <summary>The last sentence of each item of the section, without its subject.</summary>
    private static async Task<IEnumerable<string>> Listed()
    {
        // A bold letter is printed as the letter, a backspace and the letter. With the large width each item is one line.
        ChildResult page = await ChildProcess.Run("mandoc", ["-T", "ascii", "-O", "width=1000", SourceTree.Path("man/nc.1")]);
        string text = Regex.Replace(page.StandardOutput, ".\b", "");
        string section = Regex.Match(text, $"(?ms)^{Heading}$(.*?)^[A-Z]").Groups[1].Value;
        return Regex.Matches(section, "(?m)^ +o +(.*)\\.$").Select(static item => item.Groups[1].Value[(item.Groups[1].Value.LastIndexOf(Subject, StringComparison.Ordinal) + Subject.Length)..]);
    }
}
