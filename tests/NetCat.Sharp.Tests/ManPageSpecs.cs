using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.Texts;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The manual and help name the options of the table, all of them and no others, with their values.</summary>
public sealed class ManPageSpecs
{
    [Fact]
    public void The_manual_lists_the_options_of_the_table_in_its_order()
    {
        IEnumerable<string> table = Debian.Dialect.Options.Select(Heading);
        Assert.Equal(table, Headings());
    }

    [Fact]
    public void Help_names_every_option_once()
    {
        string help = HelpText.For(Debian.Dialect);
        foreach (OptionRow row in Debian.Dialect.Options)
        {
            string typed = row.Letter == '\0' ? $"--{row.LongName}" : $"-{row.Letter}";
            Assert.Single(Regex.Matches(help, $@"^\t\t{Regex.Escape(typed)}[ \t\[]", RegexOptions.Multiline));
        }
    }

    private static string Heading(OptionRow row)
    {
        string name = row.Letter == '\0' ? $"--{row.LongName}" : $"-{row.Letter}";
        return row.Takes == Takes.Nothing ? name : $"{name} value";
    }

    /// <summary>The items of the one list whose tags are flags: <c>.It Fl x</c>, with a value where one is named.</summary>
    private static IEnumerable<string> Headings()
    {
        foreach (string line in File.ReadLines(SourceTree.Path("man/nc.1")))
        {
            Match item = Regex.Match(line, @"^\.It Fl (\S+)(.*)$");
            if (item.Success)
            {
                string value = Regex.IsMatch(item.Groups[2].Value, @"\b(Ar|Cm)\b") ? " value" : "";
                yield return $"-{item.Groups[1].Value}{value}";
            }
        }
    }
}
