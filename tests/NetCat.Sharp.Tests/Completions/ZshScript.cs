using System;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;

namespace NetCat.Sharp.Tests.Completions;

/// <summary>Generates the completion for zsh, which uses _arguments.</summary>
internal static class ZshScript
{
    private const string Template = """
        #compdef nc
        # Completion of nc for zsh. A test writes this from the table of options, and compares the two.

        local context state state_descr line
        typeset -A opt_args

        _arguments -s -S : \
        @OPTIONS@
            '*:operand:->operand' && return

        if (( ${+opt_args[-U]} )); then
            _files
        elif (( CURRENT == 2 || ${#line} <= 1 )); then
            _hosts
        else
            _ports
        fi

        """;

    internal static string For(Dialect dialect)
        => Template.Replace("@OPTIONS@", string.Join('\n', dialect.Options.Select(static row => $"    '{Specification(row)}' \\")), StringComparison.Ordinal);

    private static string Specification(OptionRow row)
    {
        string help = $"[{Escaped(row.Help)}]";
        string typed = row.Letter == '\0' ? "--" + row.LongName : "-" + row.Letter;
        string value = $"{Escaped(row.ValueName)}:{Action(row)}";
        return row.Takes switch
        {
            Takes.Value => $"*{typed}{(row.Letter == '\0' ? "=" : "+")}{help}:{value}",
            Takes.ValueAfterEquals => $"*{typed}=-{help}::{value}",
            _ => $"*{typed}{help}",
        };
    }

    private static string Action(OptionRow row)
    {
        OptionValues values = OptionValues.Of(row);
        return values.Kind switch
        {
            ValueKind.Words => $"({string.Join(' ', values.Words)})",
            ValueKind.Hosts => "_hosts",
            ValueKind.Files => "_files",
            _ => " ",
        };
    }

    private static string Escaped(string text)
        => text.Replace("'", "'\\''", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal)
            .Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
}
