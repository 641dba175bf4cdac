using System;
using System.CommandLine;

namespace NetCat.Sharp.Lab.Commands;

/// <summary>The verb that prints a completion script.</summary>
internal static class CompletionVerb
{
    internal static Command Make()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish", DefaultValueFactory = static _ => "bash" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var verb = new Command("completion", "Print a script that completes these words in a shell: source <(nclab completion bash)") { shell };
        verb.SetAction(words => Console.Out.Write(words.GetValue(shell) switch
        {
            "zsh" => CompletionScripts.Zsh,
            "fish" => CompletionScripts.Fish,
            _ => CompletionScripts.Bash,
        }));
        return verb;
    }
}
