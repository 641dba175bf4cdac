using System;
using System.Linq;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NetCat.Sharp.Commands.Running;
using NetCat.Sharp.Tests.RealPrograms;
using Xunit;

namespace NetCat.Sharp.Tests.Completions;

/// <summary>The words that the real shells offer after install.sh has installed the completion files.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class ShellSpecs(InstalledPrefix installed) : IClassFixture<InstalledPrefix>
{
    private const string BashCompletion = "/usr/share/bash-completion/bash_completion";

    /// <summary>A command line and the words that may follow; fish repeats the option before a value that follows an equals sign.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { "nc --port-f", "--port-file" },
        { "nc -lv --re", "--ready-fd --replies --retry --reuse-addr --reuse-port" },
        { "nc -X ", "4 4a 5 connect" },
        { "nc -X c", "connect" },
        { "nc -lvX ", "4 4a 5 connect" },
        { "nc -v -T low", "lowcost lowdelay" },
        { "nc --reuse-addr=", "off on" },
        { "nc --reuse-addr=of", "off" },
        { "nc -w 3 localh", "localhost" },
        { "nc -x localh", "localhost" },
        { "nc -U a-dir", "a-directory/" },
        { "nc -lU a-directory/w", "a-directory/with.socket" },
        { "nc -l --port-file a-directory/w", "a-directory/with.socket" },
        { "nc -w ", "" },
    };

    [NativeTheory(BashCompletion)]
    [MemberData(nameof(Lines))]
    public async Task Bash(string line, string expected)
    {
        // readline splits words at blanks and around an equals sign.
        string script = $"source {BashCompletion}; _completion_loader nc; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); "
            + "$(complete -p nc | grep -oE '_netcat[a-z_]*') nc; printf '%s\\n' \"${COMPREPLY[@]}\"";
        string[] words = line.Replace("=", " = ", StringComparison.Ordinal).Split(' ');
        string[] cut = line.EndsWith('=') ? words[..^1] : words;
        Assert.Equal(expected.TrimEnd('/'), Sorted(await installed.Run("bash", ["--norc", "-c", script, "bash", .. cut])));
    }

    [NativeTheory("fish")]
    [MemberData(nameof(Lines))]
    public async Task Fish(string line, string expected)
    {
        string offered = await installed.Run("fish", "--no-config", "-c", $"source {installed.Share}/fish/vendor_completions.d/nc.fish; complete -C '{line}'");
        string words = Sorted(Regex.Replace(offered, @"(\t.*)?$", "", RegexOptions.Multiline).Replace("--reuse-addr=o", "o", StringComparison.Ordinal));
        Assert.Equal(expected, words.Replace("--reuse-addr= ", "", StringComparison.Ordinal).Replace(" --reuse-port=", "", StringComparison.Ordinal));
    }

    [NativeFact("fish")]
    public async Task Fish_finds_the_file_by_itself()
        => Assert.Contains("--port-file", await installed.Run("fish", "-c", "complete -C 'nc --port'"), StringComparison.Ordinal);

    [NativeFact("script", BashCompletion)]
    public async Task Keys_in_bash()
    {
        using TerminalSession bash = Session($"PS1='$ ' INPUTRC=/dev/null HISTFILE= XDG_DATA_DIRS={installed.Share}:/usr/share exec bash --norc --noprofile -i");
        await bash.Shows("$ ");
        await bash.Type($"source {BashCompletion}; bind 'set show-all-if-ambiguous on' 'set bell-style none'; stty cols 150; echo rea''dy\n");
        await bash.Shows("ready");
        await Types(bash, "nc --port-f", "--port-file ");
        await Types(bash, "nc -X ", "4 4a 5 connect");
        await Types(bash, "nc --reuse-addr=", "off on");
        await Types(bash, "nc -U a-d", "a-directory/");
    }

    [NativeFact("script", "zsh")]
    public async Task Keys_in_zsh()
    {
        using TerminalSession zsh = Session("PROMPT='$ ' exec zsh -f -i");
        await zsh.Shows("$ ");
        await zsh.Type($"stty cols 150; fpath=({installed.Share}/zsh/site-functions $fpath); autoload -Uz compinit; compinit -D -u; setopt nobeep nolistambiguous; echo rea''dy\n");
        await zsh.Shows("ready");
        foreach (object[] row in Lines)
        {
            if (row is [string line, string { Length: > 0 } expected])
            {
                await Types(zsh, line, expected);
            }
        }
    }

    /// <summary>Types a line and a tab, waits for the words or for the completed word, and deletes the line.</summary>
    private static async Task Types(TerminalSession shell, string line, string expected)
    {
        await shell.Type(line + "\t");
        string words = string.Join(@"( +-- [^\n]*)?\s+", expected.Split(' ').Select(Regex.Escape));
        Assert.True(await shell.Shows(latest => Regex.IsMatch(Escape().Replace(latest, ""), words, RegexOptions.NonBacktracking)), $"no '{expected}' after '{line}' in\n{shell.Shown}");
        await shell.Type("\x15\n");
    }

    private TerminalSession Session(string line) => new("TERM=dumb " + line, installed.Here);

    private static string Sorted(string lines)
        => string.Join(' ', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Distinct());

    /// <summary>Escape sequences and control characters, which are not part of the text.</summary>
    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]|[\x07\r]|.\x08")]
    private static partial Regex Escape();
}
