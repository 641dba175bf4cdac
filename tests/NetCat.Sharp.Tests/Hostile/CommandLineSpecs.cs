using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using NetCat.Sharp.Commands.CommandLine;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Tests.Readme;
using Xunit;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Random command lines: parsed as the C library parses them, and planned or refused with one line.</summary>
public sealed class CommandLineSpecs
{
    private const int LongestRest = 12;
    private static readonly IReadOnlyList<OptionRow> s_rows = Debian.Dialect.Options;

    [Fact]
    public void Letters_are_parsed_as_by_the_C_library()
    {
        Dialect lettered = Debian.Dialect with { LongNames = static () => [] };
        string letters = string.Concat(lettered.Letters.Select(static row => row.Takes == Takes.Value ? row.Letter + ":" : row.Letter.ToString()));
        Dice dice = new(3);
        for (int i = 0; i < Dice.Inputs; i++)
        {
            string[] arguments = Arguments(dice, dice => Cluster(dice, letters));
            bool permutes = !dice.Once(4);
            string expected = CLibraryGetOpt.Parse(arguments, letters, permutes);
            string found = Shown(GetOpt.Parse(arguments, lettered, permutes));
            if (found != expected)
            {
                Assert.Fail($"input {i}, '{string.Join("' '", arguments)}':\n{found}not\n{expected}");
            }
        }
    }

    [Fact]
    public void Long_options_match_by_their_beginning_or_are_the_unknown_letter_dash()
    {
        Dice dice = new(7);
        for (int i = 0; i < Dice.Inputs; i++)
        {
            string argument = LongOption(dice);
            string? value = dice.Once(2) ? null : Text(dice);
            ParsedArguments given = GetOpt.Parse(value is null ? [argument] : [argument, value], Debian.Dialect, permutes: true);
            string expected = ExpectedOfLong(argument, value);
            if (Shown(given) != expected)
            {
                Assert.Fail($"input {i}, '{argument}' '{value}':\n{Shown(given)}not\n{expected}");
            }

            AssertPlannedOrRefused(i, [argument, "-n", "127.0.0.1", "1"]);
        }
    }

    [Fact]
    public void Any_words_give_a_plan_or_one_clear_line()
    {
        // All but S, which would read a password from the terminal of the test run.
        string letters = string.Concat(s_rows.Select(static row => row.Letter).Where(static letter => letter is not ('\0' or 'S')));
        Dice dice = new(11);
        for (int i = 0; i < Dice.Inputs; i++)
        {
            string[] arguments = Arguments(dice, dice => dice.Once(5) ? LongOption(dice) : "-" + dice.OneOf<char>(letters) + dice.OneOf("", "", Text(dice)));
            if (!GetOpt.Parse(arguments, Debian.Dialect, permutes: true).Options.Any(static option => option.Row.Id == Opt.TcpMd5))
            {
                AssertPlannedOrRefused(i, arguments);
            }
        }
    }

    private static void AssertPlannedOrRefused(int number, string[] arguments)
    {
        try
        {
            _ = Planner.Plan(GetOpt.Parse(arguments, Debian.Dialect, permutes: true), Debian.Dialect, "nc", new PlannerInputs { PortOfService = Services.PortOf });
        }
        catch (NcExit exit)
        {
            bool clear = exit.Text is not null || exit.Page != Page.None ? exit.Code == 1 || exit.Line is null : exit is { Code: 1, Line.Length: > 0 };
            Assert.True(clear, $"input {number}, '{string.Join("' '", arguments)}': code {exit.Code}, '{exit.Line}'");
        }
        catch (Exception fault) when (fault is not NcExit)
        {
            Assert.Fail($"input {number}, '{string.Join("' '", arguments)}': {fault}");
        }
    }

    private static string[] Arguments(Dice dice, Func<Dice, string> option)
    {
        string[] arguments = new string[dice.Below(6)];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = dice.Below(6) switch
            {
                0 => dice.OneOf("--", "-", "", "127.0.0.1", "1", "1-3"),
                1 => Text(dice),
                _ => option(dice),
            };
        }

        return arguments;
    }

    private static string Cluster(Dice dice, string letters)
    {
        StringBuilder cluster = new("-");
        for (int left = dice.Below(5); left >= 0; left--)
        {
            _ = cluster.Append(dice.Once(8) ? (char)(1 + dice.Below(127)) : dice.OneOf<char>(letters));
        }

        return cluster.ToString();
    }

    /// <summary>ASCII only: getopt of the C library works on bytes, and would report two faults for a letter of two bytes.</summary>
    private static string Text(Dice dice)
    {
        char[] text = new char[dice.Below(LongestRest)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = dice.Once(2) ? dice.OneOf<char>("0123456789-+: =,.") : (char)(1 + dice.Below(127));
        }

        return dice.OneOf(new string(text), "2147483648", "-1", "65536", new string('9', 60));
    }

    private static string LongOption(Dice dice)
    {
        OptionRow[] named = [.. s_rows.Where(static row => row.LongName.Length > 0)];
        string name = dice.OneOf<OptionRow>(named).LongName;
        name = dice.Below(5) switch
        {
            0 => name[..dice.Below(name.Length)],
            1 => name + (char)(1 + dice.Below(127)),
            2 => name.ToUpperInvariant(),
            _ => name,
        };
        return "--" + name + dice.OneOf("", "", "=", "=on", "=off", "=ON", "=" + Text(dice), "==", new string('x', dice.Below(5000)));
    }

    private static string ExpectedOfLong(string argument, string? next)
    {
        string[] parts = argument[2..].Split('=', 2);
        OptionRow[] rows = [.. s_rows.Where(row => parts[0].Length > 0 && row.LongName.StartsWith(parts[0], StringComparison.Ordinal))];
        OptionRow? row = rows.FirstOrDefault(row => row.LongName == parts[0]) ?? rows.FirstOrDefault();
        string? glued = parts.Length > 1 ? parts[1] : null;
        if (argument == "--")
        {
            return next is null ? "" : $"operand {next}\n";
        }

        if (row is null)
        {
            return "invalid option -- '-'\n";
        }

        if (rows.Length > 1 && row.LongName != parts[0])
        {
            string names = string.Join(' ', rows.Select(static row => $"'--{row.LongName}'"));
            return $"option '--{parts[0]}' is ambiguous; possibilities: {names}\n";
        }

        if (row.Takes == Takes.Nothing && glued is not null)
        {
            return $"option '--{row.LongName}' doesn't allow an argument\n";
        }

        if (row.Takes is Takes.Value or Takes.ValueAndRest && glued is null)
        {
            return next is null ? $"option '--{row.LongName}' requires an argument\n" : $"{row.LongName}={next}\n";
        }

        string option = $"{row.LongName}={glued}\n";
        return next is null || row.Takes == Takes.ValueAndRest ? option : option + Shown(GetOpt.Parse([next], Debian.Dialect, permutes: true));
    }

    private static string Shown(ParsedArguments given)
    {
        IEnumerable<string> options = given.Options.Select(
            static option => $"{(option.Row.Letter == '\0' ? option.Row.LongName : option.Row.Letter)}={option.Value}\n");
        IEnumerable<string> rest = given.Fault is { } fault ? [fault + "\n"] : given.Operands.Select(static operand => $"operand {operand}\n");
        return string.Concat(options.Concat(rest));
    }
}
