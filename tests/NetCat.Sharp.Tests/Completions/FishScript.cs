using System;
using System.Linq;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Tests.Readme;

namespace NetCat.Sharp.Tests.Completions;

/// <summary>Generates the completion for fish.</summary>
internal static class FishScript
{
    private const string Template = """
        # Completion of nc for fish. A test writes this from the table of options, and compares the two.
        complete -c nc -f
        complete -c nc -n '__fish_contains_opt -s U' -F
        complete -c nc -n 'not __fish_contains_opt -s U' -a '(__fish_print_hostnames; echo localhost)'
        @OPTIONS@

        """;

    internal static string For(Dialect dialect)
        => Template.Replace("@OPTIONS@", string.Join('\n', dialect.Options.Select(Line)), StringComparison.Ordinal);

    private static string Line(OptionRow row)
    {
        string typed = row.Letter == '\0' ? "-l " + row.LongName : "-s " + row.Letter;
        return $"complete -c nc {typed}{Value(row)} -d '{row.Help.Replace("'", "\\'", StringComparison.Ordinal)}'";
    }

    private static string Value(OptionRow row)
    {
        OptionValues values = OptionValues.Of(row);
        string required = row.Takes == Takes.Value ? " -x" : "";
        return (row.Takes, values.Kind) switch
        {
            (Takes.Nothing, _) => "",
            (_, ValueKind.Words) => $"{required} -a '{string.Join(' ', values.Words)}'",
            (_, ValueKind.Hosts) => $"{required} -a '(__fish_print_hostnames; echo localhost)'",
            (_, ValueKind.Files) => " -r -F",
            _ => required,
        };
    }
}
