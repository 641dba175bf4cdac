namespace NetCat.Sharp.Lab.Commands;

/// <summary>The completion scripts. The words come from the parser, which answers [suggest:POSITION] "LINE".</summary>
internal static class CompletionScripts
{
    internal const string Bash = """
        _nclab() {
            local line=${COMP_LINE:0:COMP_POINT}
            line=${line#*[[:space:]]}
            local words=$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
            mapfile -t COMPREPLY < <(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o default -F _nclab nclab

        """;

    internal const string Zsh = """
        #compdef nclab
        _nclab() {
            local line=${(j: :)words[2,CURRENT]}
            compadd -- ${(f)"$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)"}
        }
        if [[ $funcstack[1] == _nclab ]]; then
            _nclab "$@"
        else
            compdef _nclab nclab
        fi

        """;

    internal const string Fish = """
        function __nclab_words
            set -l line (commandline -cp | string replace -r '^\s*\S+\s+' '')
            nclab "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c nclab -f -a '(__nclab_words)'

        """;
}
