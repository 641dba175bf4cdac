using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using Xunit;

namespace NetCat.Sharp.Tests.Readme;

/// <summary>The README outside its transcripts: its options, links and commands exist.</summary>
public sealed class ReadmeTextSpecs
{
    private const int MostLines = 200;

    private static readonly string[] s_pages =
    [
        "README.md", "src/README.md", "src/NetCat.Sharp/README.md", "src/nc/README.md", "src/nclab/README.md", "tests/README.md", "tests/NetCat.Sharp.Benchmarks/README.md",
    ];

    private static string Text => File.ReadAllText(SourceTree.Path("README.md"));

    [Fact]
    public void The_README_has_at_most_200_lines() => Assert.InRange(File.ReadLines(SourceTree.Path("README.md")).Count(), 1, MostLines);

    [Fact]
    public void Every_option_that_it_names_exists()
    {
        string prose = Regex.Replace(Text, "(?ms)^```.*?^```$|<!--.*?-->", "");
        HashSet<string> options = [.. Debian.Dialect.Options.Where(static row => row.LongName is not null).Select(static row => row.LongName!)];
        string install = File.ReadAllText(SourceTree.Path("install.sh"));
        string lab = File.ReadAllText(SourceTree.Path("man/nclab.1"));
        string bench = File.ReadAllText(SourceTree.Path("tests/bench.sh"));
        IEnumerable<string> named = Regex.Matches(prose, "--([a-z][a-z0-9-]*)").Select(static option => option.Groups[1].Value);
        Assert.DoesNotContain(
            named,
            name => name is not ("name") && !options.Contains(name) && !lab.Contains($"Fl -{name}", StringComparison.Ordinal)
                && !install.Contains($"--{name}", StringComparison.Ordinal) && !bench.Contains($"--{name}", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_block_is_a_transcript_or_a_screen_of_nclab()
    {
        Assert.Equal(["console", "text"], Regex.Matches(Text, @"(?m)^```(\w+)$").Select(static block => block.Groups[1].Value).Distinct().Order());
        IEnumerable<string> indented = Regex.Matches(Text, "(?m)^    (\\S+)").Select(static line => line.Groups[1].Value);
        Assert.Equal(["./install.sh", "tests/run.sh"], indented);
    }

    [Fact]
    public void Every_path_that_a_page_names_or_links_to_exists()
    {
        foreach (string page in s_pages)
        {
            string text = File.ReadAllText(SourceTree.Path(page));
            IEnumerable<string> links = Regex.Matches(text, @"\]\(([^)\s]+)\)").Select(static link => link.Groups[1].Value)
                .Where(static link => !link.Contains("://", StringComparison.Ordinal));
            IEnumerable<string> named = Regex.Matches(text, "`(?:dotnet pack )?((?:src|tests|man)/[\\w./-]+)[^`]*`").Select(static path => path.Groups[1].Value);
            Assert.All(links, link => Assert.True(IsThere(SourceTree.Path(Path.Combine(Path.GetDirectoryName(page)!, link))), $"{page}: {link}"));
            Assert.All(named, path => Assert.True(IsThere(SourceTree.Path(path)), $"{page}: {path}"));
        }
    }

    private static bool IsThere(string path) => File.Exists(path) || Directory.Exists(path);
}
