using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>The words that the real shells offer with the script that nclab prints for them.</summary>
public sealed class CompletionSpecs
{
    public static TheoryData<string, string> Lines => new()
    {
        { "nclab reuse ba", "balance" },
        { "nclab reuse balance --protocol ", "tcp udp" },
        { "nclab sockets --format n", "netstat" },
        { "nclab completion f", "fish" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Bash(string line, string expected)
        => AssertOffers("bash", line, expected, "--norc", "-c",
            "source <(\"$0\" completion bash); COMP_LINE=$1 COMP_POINT=${#1}; read -ra COMP_WORDS <<<\"$1\"; [[ $1 != *' ' ]] || COMP_WORDS+=('')\n"
            + "COMP_WORDS[0]=$0; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _nclab; printf '%s\\n' \"${COMPREPLY[@]}\"");

    /// <summary>compadd works only in the line editor, so a function that prints the matching words replaces it.</summary>
    [Theory]
    [MemberData(nameof(Lines))]
    public Task Zsh(string line, string expected)
        => AssertOffers("zsh", line, expected, "-f", "-c",
            "compadd() { shift; print -rl -- \"${(M)@:#${words[CURRENT]}*}\"; }; compdef() { : }; source <(\"$0\" completion zsh); words=(\"${(@s: :)1}\"); words[1]=$0; CURRENT=$#words; _nclab");

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Fish(string line, string expected)
        => AssertOffers("fish", line, expected, "--no-config", "-c", "source (nclab completion fish | psub); complete -C $argv[2]");

    private static async Task AssertOffers(string shell, string line, string expected, params string[] arguments)
    {
        string path = Path.GetDirectoryName(Programs.Nclab) + ":" + Environment.GetEnvironmentVariable("PATH");
        ChildResult result = await ChildProcess.Run(shell, [.. arguments, Programs.Nclab, line], new ChildOptions
        {
            Environment = { ["PATH"] = path },
            Limit = TimeSpan.FromSeconds(30),
        });
        Assert.Equal("", result.StandardError);
        Assert.Equal(expected.Split(' '), result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }
}
