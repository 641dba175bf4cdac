using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetCat.Sharp.Benchmarks.Results;

/// <summary>The median figures of one netcat in one measurement.</summary>
/// <param name="Key">The measurement's name on the command line.</param>
/// <param name="Title">Its title in the table and the chart.</param>
/// <param name="Unit">The unit of <paramref name="Rate"/>.</param>
/// <param name="Program">The netcat; <see cref="ResultSet.Ours"/> is the one of this project.</param>
/// <param name="Rate">The median rate; more is better.</param>
/// <param name="Processor">Seconds of processor time for each GiB moved, or for 1,000 connections; 0 where it is not measured.</param>
/// <param name="Peak">Peak resident memory in KiB; 0 where it is not measured.</param>
internal sealed record Result(string Key, string Title, string Unit, string Program, double Rate, double Processor, long Peak);

/// <summary>The results of one run of all measurements, and the file of tab-separated values that keeps them.</summary>
/// <param name="Note">The date, the machine and the number of rounds, in one line.</param>
/// <param name="Rows">The results, grouped by measurement.</param>
internal sealed record ResultSet(string Note, IReadOnlyList<Result> Rows)
{
    /// <summary>The name of this project's nc in the results.</summary>
    internal const string Ours = "ours";

    /// <summary>The name of Debian's nc, which all ratios refer to.</summary>
    internal const string Reference = "nc.openbsd";

    private const string Comment = "# ";
    private const string Heading = "key\ttitle\tunit\tprogram\trate\tcpu-seconds-per-gib\tpeak-kib";

    /// <summary>The results of each measurement.</summary>
    internal IEnumerable<IGrouping<string, Result>> Measurements => Rows.GroupBy(static row => row.Key);

    /// <summary>The fastest program other than ours; null if only ours can do it.</summary>
    internal static Result? Best(IEnumerable<Result> rows) => rows.Where(static row => row.Program != Ours).MaxBy(static row => row.Rate);

    /// <summary>The results of one program.</summary>
    /// <exception cref="InvalidOperationException">The program has no results in this measurement.</exception>
    internal static Result Of(IEnumerable<Result> rows, string program) => rows.First(row => row.Program == program);

    /// <summary>A figure with the digits that the table and the chart show: whole numbers from 100 up, else two decimals.</summary>
    internal static string Number(double value) => value.ToString(value >= 100 ? "N0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>Reads a file that <see cref="Text"/> has written.</summary>
    /// <exception cref="FormatException">A line does not have the columns of the heading.</exception>
    internal static ResultSet Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        if (lines.Length < 2 || !lines[0].StartsWith(Comment, StringComparison.Ordinal) || lines[1] != Heading)
        {
            throw new FormatException($"{path}: not a file of results");
        }

        return new ResultSet(lines[0][Comment.Length..], [.. lines.Skip(2).Select(line => Parse(line.Split('\t'), path))]);
    }

    /// <summary>Returns a comment with the note, a heading, and one line for each result.</summary>
    internal string Text()
    {
        IEnumerable<string> lines = Rows.Select(static row => string.Create(
            CultureInfo.InvariantCulture, $"{row.Key}\t{row.Title}\t{row.Unit}\t{row.Program}\t{row.Rate:0.###}\t{row.Processor:0.###}\t{row.Peak}"));
        return string.Join('\n', [Comment + Note, Heading, .. lines]) + "\n";
    }

    private static Result Parse(string[] columns, string path) => columns is [string key, string title, string unit, string program, _, _, _]
        ? new Result(
            key,
            title,
            unit,
            program,
            double.Parse(columns[4], CultureInfo.InvariantCulture),
            double.Parse(columns[5], CultureInfo.InvariantCulture),
            long.Parse(columns[6], CultureInfo.InvariantCulture))
        : throw new FormatException($"{path}: {string.Join('\t', columns)}");
}
