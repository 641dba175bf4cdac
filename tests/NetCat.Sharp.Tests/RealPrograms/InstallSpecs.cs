using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>install.sh, with a substitute for dotnet.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class InstallSpecs
{
    private const string NoPack = "error NU1101: Unable to find package Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64. No packages exist";
    private const string NoRegistry = "error NU1301: Unable to load the service index for source https://registry.test/v3/index.json.";

    [NativeFact]
    public async Task It_installs_tests_and_removes_without_leaving_files()
    {
        using Scratch scratch = new();
        ChildResult installed = await StandInSdk.Install(scratch, StandInSdk.Publishes, "--prefix", scratch.Path("new/prefix"), "--name", "ncs");
        Assert.True(installed.Success, installed.StandardError);
        Assert.Contains("tested: a line over TCP", installed.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("tested: a line over UDP", installed.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(NativeProgram.Path), File.ReadAllBytes(scratch.Path("new/prefix/bin/ncs")));
        string[] page = File.ReadAllLines(scratch.Path("new/prefix/share/man/man1/ncs.1"));
        Assert.Contains(".Dt NCS 1", page);
        Assert.DoesNotContain(".Nm nc", page);
        AssertCompletes("ncs", scratch.Path("new/prefix/share"));
        Assert.True(File.Exists(scratch.Path("new/prefix/bin/nclab")) && File.Exists(scratch.Path("new/prefix/share/man/man1/nclab.1")));

        ChildResult removed = await StandInSdk.Install(scratch, StandInSdk.Publishes, "--prefix", scratch.Path("new/prefix"), "--name", "ncs", "--uninstall");
        Assert.True(removed.Success, removed.StandardError);
        Assert.False(Directory.Exists(scratch.Path("new")));
    }

    [NativeFact]
    public async Task One_name_can_be_removed_while_the_other_and_foreign_files_stay()
    {
        using Scratch scratch = new();
        _ = scratch.Fill("prefix/bin/foreign", 10, seed: 1);
        foreach (string name in new[] { "nc", "ncs", "nc" })
        {
            ChildResult installed = await StandInSdk.Install(scratch, StandInSdk.Publishes, "--prefix=" + scratch.Path("prefix"), "--name=" + name);
            Assert.True(installed.Success, installed.StandardError);
        }

        _ = await StandInSdk.Install(scratch, StandInSdk.Publishes, "--prefix", scratch.Path("prefix"), "--uninstall");
        Assert.Equal(
            [
                "prefix/bin/foreign", "prefix/bin/nclab", "prefix/bin/ncs",
                "prefix/share/bash-completion/completions/nclab", "prefix/share/bash-completion/completions/ncs",
                "prefix/share/fish/vendor_completions.d/nclab.fish", "prefix/share/fish/vendor_completions.d/ncs.fish",
                "prefix/share/man/man1/nclab.1", "prefix/share/man/man1/ncs.1",
                "prefix/share/zsh/site-functions/_nclab", "prefix/share/zsh/site-functions/_ncs",
            ],
            Files(scratch).Where(Named("nc", "foreign", "_nc")));
        _ = await StandInSdk.Install(scratch, StandInSdk.Publishes, "--prefix", scratch.Path("prefix"), "--uninstall", "--name", "ncs");
        Assert.Equal(["prefix/bin/foreign"], Files(scratch));
        Assert.False(Directory.Exists(scratch.Path("prefix/share")));
    }

    [NativeTheory]
    [InlineData(true, "--fixed-address")]
    [InlineData(false)]
    public async Task Only_on_request_it_links_at_a_fixed_address(bool isFixed, params string[] options)
    {
        using Scratch scratch = new();
        string publish = $"printf '%s\\n' \"$@\" >>'{scratch.Path("arguments")}'; {StandInSdk.Publishes}";
        ChildResult installed = await StandInSdk.Install(scratch, publish, ["--prefix", scratch.Path("prefix"), .. options]);
        Assert.True(installed.Success, installed.StandardError);
        // Once for nc and once for nclab.
        Assert.Equal(isFixed ? 2 : 0, File.ReadLines(scratch.Path("arguments")).Count(static word => word == "-p:PositionIndependentExecutable=false"));
    }

    [NativeFact]
    public async Task A_program_from_another_source_stays()
    {
        using Scratch scratch = new();
        string theirs = scratch.Fill("prefix/bin/nc", 10, seed: 1);
        await AssertFails(scratch, StandInSdk.Publishes, "exists and was not installed by this script", "--prefix", scratch.Path("prefix"));
        await AssertFails(scratch, StandInSdk.Publishes, "was not installed by this script", "--prefix", scratch.Path("prefix"), "--uninstall");
        Assert.Equal(10, new FileInfo(theirs).Length);
        Assert.Equal(["prefix/bin/nc"], Files(scratch));
    }

    [Theory]
    [InlineData("unknown option: --bogus", "--bogus")]
    [InlineData("--prefix needs a value", "--prefix")]
    [InlineData("--prefix needs a directory", "--prefix=")]
    [InlineData("not a valid program name: 'a/b'", "--name", "a/b")]
    [InlineData("nclab is the name of the other program", "--name", "nclab")]
    [InlineData("--fixed-address builds, --prebuilt does not", "--fixed-address", "--prebuilt", "/tmp")]
    [InlineData("--fixed-address builds, --uninstall does not", "--fixed-address", "--uninstall")]
    [InlineData("no write access", "--prefix", "/proc/version/prefix")]
    public async Task Bad_input_is_one_line(string complaint, params string[] arguments)
    {
        using Scratch scratch = new();
        await AssertFails(scratch, "exit 1", complaint, arguments);
    }

    [Theory]
    [InlineData("echo '" + NoPack + "'; exit 1", "publishing failed: error NU1101: Unable to find package Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64")]
    [InlineData("echo '" + NoRegistry + "'; exit 1", "no package registry answers: Unable to load the service index")]
    [InlineData("echo '/x.csproj : error CS1002: ; expected [/x.csproj]'; exit 1", "publishing failed: error CS1002")]
    public async Task A_failing_build_is_one_line_and_leaves_nothing(string publish, string complaint)
    {
        using Scratch scratch = new();
        await AssertFails(scratch, publish, complaint, "--prefix", scratch.Path("prefix"));
        Assert.False(Directory.Exists(scratch.Path("prefix")));
    }

    [NativeFact]
    public async Task A_program_that_does_not_work_is_removed_again()
    {
        using Scratch scratch = new();
        await AssertFails(scratch, StandInSdk.PublishesInstead("/bin/false"), "does not work and is removed again", "--prefix", scratch.Path("prefix"));
        Assert.False(Directory.Exists(scratch.Path("prefix")));
    }

    [Fact]
    public async Task An_old_SDK_is_reported()
    {
        using Scratch scratch = new();
        StandInSdk.Write(scratch, "dotnet", "case $1 in --list-sdks) echo '8.0.100 [/sdk]' ;; *) exit 1 ;; esac");
        ChildResult result = await StandInSdk.Run(scratch, "--prefix", scratch.Path("prefix"));
        Assert.False(result.Success);
        Assert.Equal("install.sh: the .NET 10 SDK is needed; found: 8.0.100\n", result.StandardError);
    }

    /// <summary>The installed completion files are for this name only.</summary>
    private static void AssertCompletes(string name, string share)
    {
        Assert.Equal($"complete -o filenames -F _netcat_sharp {name}", File.ReadLines($"{share}/bash-completion/completions/{name}").Last());
        Assert.Equal($"#compdef {name}", File.ReadLines($"{share}/zsh/site-functions/_{name}").First());
        Assert.All(File.ReadLines($"{share}/fish/vendor_completions.d/{name}.fish").Skip(1), line => Assert.StartsWith($"complete -c {name} ", line, StringComparison.Ordinal));
    }

    private static Func<string, bool> Named(params string[] beginnings)
        => file => beginnings.Any(beginning => Path.GetFileName(file).StartsWith(beginning, StringComparison.Ordinal))
            && !file.EndsWith(".installed", StringComparison.Ordinal);

    private static async Task AssertFails(Scratch scratch, string publish, string complaint, params string[] arguments)
    {
        ChildResult result = await StandInSdk.Install(scratch, publish, arguments);
        Assert.NotEqual(0, result.ExitCode);
        Assert.StartsWith("install.sh: ", result.StandardError, StringComparison.Ordinal);
        Assert.Contains(complaint, result.StandardError, StringComparison.Ordinal);
        Assert.Equal(1, result.StandardError.Count(static c => c == '\n'));
    }

    private static IEnumerable<string> Files(Scratch scratch)
        => Directory.EnumerateFiles(scratch.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(scratch.Root, file))
            .Where(static file => !file.StartsWith("stand-in/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
