using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetCat.Sharp.Tests.Readme;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>Rules about the sources that no compiler checks; a failure names the file and the line.</summary>
public sealed class HouseRulesSpecs
{
    private const int LongestFile = 250;

    private static readonly string[] s_topLevel =
    [
        "src", "tests", "man", "NetCat.Sharp.sln", "README.md", "install.sh", "Directory.Build.props",
        "Directory.Packages.props", "global.json", "LICENSE", "CHANGELOG.md",
    ];

    // Ignored by git: builds and test runs may leave these there.
    private static readonly string[] s_leavings = ["bin", "obj", "artifacts", "TestResults"];

    // Debian's essential packages contain these, or a package in the list of the test command depends on them.
    private static readonly string[] s_everywhere =
    [
        "bash", "grep", "head", "ip", "mkfifo", "mknod", "mount", "nsenter", "perl", "prlimit", "sed", "seq", "setsid", "sha256sum",
        "sysctl", "tar", "xargs",
    ];

    [Fact]
    public void The_test_command_installs_each_program_that_a_test_needs()
    {
        string list = Regex.Match(File.ReadAllText(SourceTree.Path("tests/run.sh")), "<<'LIST'\n(.*?)\nLIST\n", RegexOptions.Singleline).Groups[1].Value;
        IEnumerable<string> installed = list.Split('\n').Select(static line => line.Split(' ')[0]);
        IEnumerable<string> needed = SourceTree.Files("tests", "*.cs")
            .SelectMany(static file => Regex.Matches(File.ReadAllText(SourceTree.Path(file)), @"\[\w*(Native|Ssh)(Fact|Theory)\(([^)\]]*)\)"))
            .SelectMany(static match => Regex.Matches(match.Groups[3].Value, "\"([^\"]+)\""))
            .Select(static match => match.Groups[1].Value)
            .Distinct();
        Assert.NotEmpty(needed);
        Assert.Empty(needed.Except(installed).Except(s_everywhere));
    }

    [Fact]
    public void Native_calls_are_imported_in_Native_folders_only()
        => AssertNowhere(@"\b(LibraryImport|DllImport)\b", Sources().Where(static file => !file.Split('/').Contains("Native")));

    [Fact]
    public void No_file_is_longer_than_250_lines()
    {
        IEnumerable<(string File, int Lines)> files = Sources().Select(static file => (file, File.ReadLines(SourceTree.Path(file)).Count()));
        Assert.DoesNotContain(files, static file => file.Lines > LongestFile);
    }

    [Fact]
    public void Console_exit_and_sleep_occur_in_nclab_only()
        => AssertNowhere(@"\b(Console\s*\.|Environment\s*\.\s*Exit\b|Thread\s*\.\s*Sleep\b)", Sources().Where(static file => !IsIn(file, "nclab")));

    [Fact]
    public void Only_nclab_names_the_packages_for_its_command_line_and_its_tables()
        => AssertNowhere(@"\b(System\.CommandLine|Spectre\.Console)\b", Sources().Concat(Projects()).Where(static file => !IsIn(file, "nclab")));

    [Fact]
    public void No_type_is_called_a_Manager_Helper_Util_or_Impl_of_something()
        => AssertNowhere(
            @"\b(class|struct|record|interface|enum)\s+\w*(Manager|Helper|Helpers|Util|Utils|Utilities|Impl)\b",
            Sources().Concat(SourceTree.Files("tests", "*.cs")));

    [Fact]
    public void The_top_level_has_the_expected_entries_and_no_other()
    {
        IEnumerable<string> found = Directory.EnumerateFileSystemEntries(SourceTree.Root)
            .Select(static entry => Path.GetFileName(entry))
            .Where(static name => !name.StartsWith('.') && !s_leavings.Contains(name));
        Assert.Empty(found.Except(s_topLevel));
    }

    private static IEnumerable<string> Sources() => SourceTree.Files("src", "*.cs");

    private static IEnumerable<string> Projects() => SourceTree.Files("src", "*.csproj");

    private static bool IsIn(string file, string project) => file.StartsWith($"src/{project}/", StringComparison.Ordinal);

    private static void AssertNowhere(string pattern, IEnumerable<string> files)
        => Assert.Empty(files.SelectMany(file => Places(pattern, file)));

    // Comments may mention what the code must not do.
    private static IEnumerable<string> Places(string pattern, string file)
        => File.ReadLines(SourceTree.Path(file))
            .Select(static (text, index) => (Text: text.Trim(), Line: index + 1))
            .Where(line => !line.Text.StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(line.Text, pattern))
            .Select(line => $"{file}:{line.Line}: {line.Text}");
}
