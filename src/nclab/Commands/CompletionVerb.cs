using System;
using System.CommandLine;

namespace NetCat.Sharp.Lab.Commands;

/// <summary>The verb that teaches a shell our words. The words themselves come from the parser, which answers [suggest:POSITION] "LINE".</summary>
internal static class CompletionVerb
{
    private const string Bash = """
        _nclab() {
            local line=${COMP_LINE:0:COMP_POINT}
            line=${line#*[[:space:]]}
            local words=$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
            mapfile -t COMPREPLY < <(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o default -F _nclab nclab

        """;

    internal static Command Make()
    {
        var verb = new Command("completion", "Print a script that completes these words in bash: source <(nclab completion)");
        verb.SetAction(static _ => Console.Out.Write(Bash));
        return verb;
    }
}
