using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.Texts;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The manual and help list exactly the options of the table, with their values.</summary>
public sealed class ManPageSpecs
{
    [Fact]
    public void The_manual_lists_the_options_of_the_table_in_its_order()
    {
        IEnumerable<string> table = Debian.Dialect.Options.Select(Heading);
        Assert.Equal(table, Headings());
    }

    [Fact]
    public void The_synopsis_lists_the_options_of_the_table_with_the_values_of_the_manual()
    {
        OptionRow[] rows = [.. Debian.Dialect.Options];
        string[][] forms = Synopsis();
        string flags = string.Concat(rows.Where(static row => row is { Letter: not '\0', Takes: Takes.Nothing } && !IsOfAnotherForm(row)).Select(static row => row.Letter));
        IEnumerable<OptionRow> others = rows.Where(static row => row.Letter == '\0' ? !NeedsListener(row) && !IsOfAnotherForm(row) : row.Takes == Takes.Value);
        string exec = InSynopsis(rows.Single(static row => row.Id == Opt.Exec));
        Assert.Equal([$".Op Fl {flags}", .. others.Select(InSynopsis), exec], Options(forms[0]));
        Assert.Equal([".Op Fl k", .. rows.Where(NeedsListener).Select(InSynopsis), exec], Options(forms[1]));

        // --exec takes the rest of the command line, so it comes after the operands.
        Assert.All(forms[..2], form => Assert.Equal(exec, form[^1]));
        Assert.Contains(".Fl U", forms[3]);
        Assert.Equal([".Fl h | -help | -version"], forms[4]);
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

    private static bool NeedsListener(OptionRow row)
        => (row.Requirements ?? []).Any(static one => one is { Value: null, With.Length: 0 } && one.Needs.Any(static need => need is Opt.Listen or Opt.Keep));

    private static bool IsOfAnotherForm(OptionRow row)
        => row.Id is Opt.Help or Opt.Keep or Opt.Listen or Opt.Unix or Opt.Exec or Opt.LongHelp or Opt.Version;

    private static string[] Options(string[] form) => [.. form.Where(static line => line.StartsWith(".Op Fl", StringComparison.Ordinal))];

    /// <summary>The option's item in the list of options, in the form of the synopsis.</summary>
    private static string InSynopsis(OptionRow row)
        => ".Op " + File.ReadLines(SourceTree.Path("man/nc.1")).Single(line => Regex.IsMatch(line, $@"^\.It Fl {Regex.Escape(row.Typed[1..])}( |$)"))[4..];

    /// <summary>The lines of each form of the command line, without the name.</summary>
    private static string[][] Synopsis()
    {
        string page = File.ReadAllText(SourceTree.Path("man/nc.1"));
        string synopsis = page[page.IndexOf(".Sh SYNOPSIS", StringComparison.Ordinal)..page.IndexOf(".Sh DESCRIPTION", StringComparison.Ordinal)];
        return [.. synopsis.Split(".Nm nc\n").Skip(1).Select(static form => form.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
    }

    private static string Heading(OptionRow row)
    {
        string name = row.Letter == '\0' ? $"--{row.LongName}" : $"-{row.Letter}";
        return row.Takes == Takes.Nothing ? name : $"{name} value";
    }

    /// <summary>The items of the list whose tags are flags: <c>.It Fl x</c>, with a value if there is one.</summary>
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
