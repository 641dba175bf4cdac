using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;

namespace NetCat.Sharp.Tests.Completions;

/// <summary>Generates the completion for bash. It needs no functions of the package bash-completion.</summary>
internal static class BashScript
{
    private const string Template = """
        # shellcheck shell=bash
        # Completion of nc for bash. A test writes this from the table of options, and compares the two.

        # What the value $2 of the option $1 may become.
        _netcat_sharp_value() {
            case $1 in
        @VALUES@
            esac
        }

        # What a word $1 that is no option and no value may become; $2 such words stand before it.
        _netcat_sharp_operand() {
            case $2 in
                unix) compgen -f -- "$1" ;;
                0) compgen -A hostname -- "$1" ;;
                1) compgen -A service -- "$1" ;;
            esac
        }

        # Sets option to the one that a cluster of letters ends in or that awaits a value, rest to what of its value stands there already.
        _netcat_sharp_read() {
            option='' rest=''
            local letters=${1#-}
            case $1 in
                --*) [[ ' @LONGVALUED@ ' != *" $1 "* ]] || option=$1 ;;
                *)
                    while [[ -n $letters && '@VALUED@' != *"${letters:0:1}"* ]]; do letters=${letters:1}; done
                    option=${letters:+-${letters:0:1}} rest=${letters:1}
                    ;;
            esac
        }

        _netcat_sharp() {
            local current=${COMP_WORDS[COMP_CWORD]} word option rest awaited='' operands=0
            for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                if [[ $word == '=' ]]; then
                    # Readline takes the equals sign for a word of its own.
                    awaited=${COMP_WORDS[COMP_CWORD - 2]}
                elif [[ -n $awaited ]]; then
                    awaited=''
                elif [[ $word == -?* ]]; then
                    _netcat_sharp_read "$word"
                    [[ -n $rest ]] || awaited=$option
                    [[ $word == --* || ${word%%"$rest"} != *U* ]] || operands=unix
                elif [[ $operands != unix ]]; then
                    operands=$((operands + 1))
                fi
            done
            if [[ $current == '=' ]]; then
                mapfile -t COMPREPLY < <(_netcat_sharp_value "${COMP_WORDS[COMP_CWORD - 1]}" '')
            elif [[ -n $awaited ]]; then
                mapfile -t COMPREPLY < <(_netcat_sharp_value "$awaited" "$current")
            elif [[ $current == -* ]]; then
                _netcat_sharp_read "$current"
                if [[ $current == --* || -z $option ]]; then
                    mapfile -t COMPREPLY < <(compgen -W '@WORDS@' -- "$current")
                else
                    mapfile -t COMPREPLY < <(_netcat_sharp_value "$option" "$rest")
                    COMPREPLY=("${COMPREPLY[@]/#/${current%"$rest"}}")
                fi
            else
                mapfile -t COMPREPLY < <(_netcat_sharp_operand "$current" "$operands")
            fi
        }

        complete -o filenames -F _netcat_sharp nc

        """;

    internal static string For(Dialect dialect)
    {
        IReadOnlyList<OptionRow> valued = [.. dialect.Options.Where(static row => row.Takes == Takes.Value)];
        return Template
            .Replace("@VALUED@", string.Concat(valued.Where(static row => row.Letter != '\0').Select(static row => row.Letter)), StringComparison.Ordinal)
            .Replace("@LONGVALUED@", string.Join(' ', valued.Where(static row => row.Letter == '\0').Select(Typed)), StringComparison.Ordinal)
            .Replace("@WORDS@", string.Join(' ', dialect.Options.Select(Typed)), StringComparison.Ordinal)
            .Replace("@VALUES@", string.Join('\n', dialect.Options.Select(Case).Where(static line => line.Length > 0)), StringComparison.Ordinal);
    }

    private static string Typed(OptionRow row) => row.Letter == '\0' ? "--" + row.LongName : "-" + row.Letter;

    private static string Case(OptionRow row)
    {
        OptionValues values = OptionValues.Of(row);
        string offer = values.Kind switch
        {
            ValueKind.Words => $"compgen -W '{string.Join(' ', values.Words)}' -- \"$2\"",
            ValueKind.Hosts => "compgen -A hostname -- \"$2\"",
            ValueKind.Files => "compgen -f -- \"$2\"",
            _ => "",
        };
        return offer.Length == 0 ? "" : $"        {Typed(row)}) {offer} ;;";
    }
}
