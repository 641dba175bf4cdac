using System;
using System.IO;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using Xunit;

namespace NetCat.Sharp.Tests.Completions;

/// <summary>The completion files in the source tree match the table of options.</summary>
public sealed class CompletionFileSpecs
{
    private const string WritesThem = "UPDATE=1 dotnet test tests/NetCat.Sharp.Tests --filter CompletionFileSpecs";

    [Fact]
    public void For_bash() => AssertFile("nc.bash", BashScript.For(Debian.Dialect));

    [Fact]
    public void For_zsh() => AssertFile("nc.zsh", ZshScript.For(Debian.Dialect));

    [Fact]
    public void For_fish() => AssertFile("nc.fish", FishScript.For(Debian.Dialect));

    private static void AssertFile(string name, string text)
    {
        string path = SourceTree.Path("src/nc/completions/" + name);
        if (Environment.GetEnvironmentVariable("UPDATE") == "1")
        {
            File.WriteAllText(path, text);
        }

        string found = File.ReadAllText(path);
        Assert.True(found == text, $"{name} is not what the table of options says; this writes it anew: {WritesThem}");
    }
}
