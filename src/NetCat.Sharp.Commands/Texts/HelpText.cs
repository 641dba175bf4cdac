using System.Reflection;
using System.Text;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.Invocation;

namespace NetCat.Sharp.Commands.Texts;

/// <summary>The help text, made from the option rows: the original's text, followed by the additions.</summary>
internal static class HelpText
{
    /// <summary>The width of the column of long names; a longer name moves its description to the right.</summary>
    private const int LongColumn = 23;

    /// <summary>The text of a page, or null if there is none.</summary>
    internal static string? Of(Page page, Dialect dialect) => page switch
    {
        Page.Help => For(dialect),
        Page.Version => VersionOf(dialect),
        _ => null,
    };

    internal static string For(Dialect dialect)
    {
        var text = new StringBuilder();
        text.Append(dialect.Banner).Append('\n').Append(dialect.Usage).Append("\tCommand Summary:\n");
        foreach (OptionRow row in dialect.Letters)
        {
            string typed = row.Takes == Takes.Value ? $"-{row.Letter} {row.ValueName}" : $"-{row.Letter}";

            // The original separates columns with tabs: one after a text that reaches the second tab stop, otherwise two.
            text.Append("\t\t").Append(typed).Append(typed.Length < 8 ? "\t\t" : "\t").Append(row.Help).Append('\n');
        }

        text.Append('\t').Append(dialect.HelpTail).Append('\n');
        text.Append("\tAdditions of NetCat.Sharp:\n");
        foreach (OptionRow row in dialect.LongNames())
        {
            string value = row.Takes switch
            {
                Takes.ValueAfterEquals => $"[={row.ValueName}]",
                Takes.Value or Takes.ValueAndRest => $" {row.ValueName}",
                _ => "",
            };
            string typed = "--" + row.LongName + value;
            text.Append("\t\t").Append(typed.PadRight(LongColumn)).Append(' ').Append(row.Help).Append('\n');
        }

        return text.ToString();
    }

    internal static string VersionOf(Dialect dialect)
    {
        string version = typeof(HelpText).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "";
        return $"NetCat.Sharp {version} (dialect {dialect.Name}: {dialect.Banner})\n";
    }
}
