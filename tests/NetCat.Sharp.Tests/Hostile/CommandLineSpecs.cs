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
        SeededRandom random = new(3);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            string[] arguments = Arguments(random, random => Cluster(random, letters));
            bool permutes = !random.Once(4);
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
        SeededRandom random = new(7);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            string argument = LongOption(random);
            string? value = random.Once(2) ? null : Text(random);
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
        SeededRandom random = new(11);
        for (int i = 0; i < SeededRandom.Inputs; i++)
        {
            string[] arguments = Arguments(random, random => random.Once(5) ? LongOption(random) : "-" + random.OneOf<char>(letters) + random.OneOf("", "", Text(random)));
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

    private static string[] Arguments(SeededRandom random, Func<SeededRandom, string> option)
    {
        string[] arguments = new string[random.Below(6)];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = random.Below(6) switch
            {
                0 => random.OneOf("--", "-", "", "127.0.0.1", "1", "1-3"),
                1 => Text(random),
                _ => option(random),
            };
        }

        return arguments;
    }

    private static string Cluster(SeededRandom random, string letters)
    {
        StringBuilder cluster = new("-");
        for (int left = random.Below(5); left >= 0; left--)
        {
            _ = cluster.Append(random.Once(8) ? (char)(1 + random.Below(127)) : random.OneOf<char>(letters));
        }

        return cluster.ToString();
    }

    /// <summary>ASCII only: getopt of the C library works on bytes, and would report two faults for a letter of two bytes.</summary>
    private static string Text(SeededRandom random)
    {
        char[] text = new char[random.Below(LongestRest)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = random.Once(2) ? random.OneOf<char>("0123456789-+: =,.") : (char)(1 + random.Below(127));
        }

        return random.OneOf(new string(text), "2147483648", "-1", "65536", new string('9', 60));
    }

    private static string LongOption(SeededRandom random)
    {
        OptionRow[] named = [.. s_rows.Where(static row => row.LongName.Length > 0)];
        string name = random.OneOf<OptionRow>(named).LongName;
        name = random.Below(5) switch
        {
            0 => name[..random.Below(name.Length)],
            1 => name + (char)(1 + random.Below(127)),
            2 => name.ToUpperInvariant(),
            _ => name,
        };
        return "--" + name + random.OneOf("", "", "=", "=on", "=off", "=ON", "=" + Text(random), "==", new string('x', random.Below(5000)));
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
