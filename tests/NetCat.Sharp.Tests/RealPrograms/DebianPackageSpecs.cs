using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>src/packaging/deb.sh: lintian finds no fault in the package; dpkg installs it beside the system's nc and removes it again.</summary>
public sealed class DebianPackageSpecs
{
    [DebianFact]
    public async Task Lintian_finds_no_fault()
    {
        using Scratch scratch = new();
        string line = $"{BuildLine()} && lintian --fail-on error,warning --allow-root $package && dpkg-deb -f $package Package Depends Maintainer";
        string said = await Pipeline.Run(line, scratch);
        Assert.Matches(@"^Package: netcat-sharp\nDepends: libc6 \(>= 2\.\d+\)\nMaintainer: .* <.*@.*>\n$", said);
    }

    [DebianFact]
    public async Task The_same_programs_give_the_same_package()
    {
        using Scratch scratch = new();
        string line = $"{BuildLine()} && mv $package first && {BuildLine()} && cmp first $package && echo same";
        Assert.Equal("same\n", await Pipeline.Run(line, scratch));
    }

    [DebianFact(needsRoot: true)]
    public async Task It_is_an_alternative_of_low_priority_and_leaves_nothing_behind()
    {
        using Scratch scratch = new();
        const string Facts = "update-alternatives --query nc | sed -n '/^Value/p;/nc.sharp$/,/^$/p' | grep -E 'Value|Priority|Alternative| netcat '";
        string before = await Pipeline.Run("update-alternatives --query nc | grep Value", scratch);
        string line = $"{BuildLine()} && dpkg -i $package >/dev/null && trap 'dpkg -P netcat-sharp >/dev/null' EXIT; {Facts}; "
            + "echo hello | nc.sharp -h 2>&1 | head -n 1; man -w nc.sharp >/dev/null 2>&1; test -f /usr/share/man/man1/nc.sharp.1.gz && nclab --help | head -n 1";
        string[] said = (await Pipeline.Run(line, scratch)).Split('\n');
        Assert.Equal(before.TrimEnd(), said[0]);
        Assert.Equal(["Alternative: /usr/bin/nc.sharp", "Priority: 5"], said[1..3]);
        Assert.Matches("^ netcat /usr/bin/nc.sharp$", said[3]);
        Assert.StartsWith("OpenBSD netcat", said[4], StringComparison.Ordinal);
        Assert.Equal("Description:", said[5]);
        string after = "update-alternatives --query nc | grep -c nc.sharp; ls -d /usr/bin/nc.sharp /usr/share/doc/netcat-sharp /usr/bin/nclab 2>/dev/null; update-alternatives --query nc | grep Value";
        Assert.Equal("0\n" + before, await Pipeline.Run(after, scratch));
    }

    private static string BuildLine()
        => "export SOURCE_DATE_EPOCH=1700000000; mkdir -p out; "
            + $"package=$(bash {SourceTree.Path("src/packaging/deb.sh")} --prebuilt {Path.GetDirectoryName(NativeProgram.Path)} out)";
}

/// <summary>
/// A test of the Debian package; skipped, with the reason, if the contents of the package or the right to install it are missing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DebianFactAttribute(bool needsRoot = false) : ConditionalFactAttribute(WhyNot(needsRoot))
{
    /// <summary>Gets a value indicating whether the test installs the package in the system.</summary>
    public bool NeedsRoot => needsRoot;

    private static string? WhyNot(bool needsRoot)
    {
        string lab = Path.Combine(Path.GetDirectoryName(NativeProgram.Path) ?? "", "nclab");
        return NativeProgram.WhyNot("dpkg-deb", "lintian")
            ?? (File.Exists(lab) ? null : "there is no native nclab beside nc: tests/run.sh builds one")
            ?? (needsRoot ? Requirement.Root("to install a package") : null);
    }
}
