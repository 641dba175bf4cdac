using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace NetCat.Sharp.Benchmarks.Results;

/// <summary>The results in Markdown: a table, and four figures for the README. A ratio above 1 means that ours is faster.</summary>
internal static class ResultTable
{
    private const string Begin = "<!-- results: written by tests/bench.sh -->\n";
    private const string End = "<!-- end of results -->\n";

    private static readonly string[] s_summary = ["file", "filtered", "udp-send", "start"];

    /// <summary>The note and the table.</summary>
    internal static string Markdown(ResultSet results)
    {
        var text = new StringBuilder();
        _ = text.Append(results.Note).Append("\n\n")
            .Append("| measurement | ours | nc.openbsd | fastest other | ratio to nc.openbsd | ratio to fastest other | CPU s per GiB (or 1,000 connections), ours / nc.openbsd | peak KiB, ours |\n")
            .Append("|---|---|---|---|---|---|---|---|\n");
        foreach (IGrouping<string, Result> rows in results.Measurements)
        {
            _ = text.Append(Line(rows)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A list of four measurements, in one of which ours is slower, and the note.</summary>
    internal static string Summary(ResultSet results)
    {
        ILookup<string, Result> measurements = results.Rows.ToLookup(static row => row.Key);
        IEnumerable<string> lines = s_summary.Select(key => measurements[key]).Select(static rows => (
            Ours: ResultSet.Of(rows, ResultSet.Ours), Reference: ResultSet.Of(rows, ResultSet.Reference)))
            .Select(static pair => $"- {pair.Ours.Title}: {ResultSet.Number(pair.Ours.Rate)} {pair.Ours.Unit}, "
                + $"{ResultSet.Number(pair.Ours.Rate / pair.Reference.Rate)} times nc.openbsd\n");
        return string.Concat(lines) + "\n" + results.Note + "\n";
    }

    /// <summary>Replaces the part of a page between the two marks, and returns the page.</summary>
    /// <exception cref="FormatException">The page does not have both marks.</exception>
    internal static string Insert(string page, string part)
    {
        int from = page.IndexOf(Begin, StringComparison.Ordinal);
        int to = page.IndexOf(End, StringComparison.Ordinal);
        return from >= 0 && to > from
            ? page[..(from + Begin.Length)] + part + page[to..]
            : throw new FormatException("the page has no marks for the results");
    }

    /// <summary>Replaces the part between the two marks in a file.</summary>
    internal static void Update(string path, string part) => File.WriteAllText(path, Insert(File.ReadAllText(path), part));

    private static string Line(IEnumerable<Result> rows)
    {
        Result ours = ResultSet.Of(rows, ResultSet.Ours);
        Result? reference = rows.FirstOrDefault(static row => row.Program == ResultSet.Reference);
        Result? best = ResultSet.Best(rows);
        string processor = ours.Processor > 0 ? $"{ResultSet.Number(ours.Processor)} / {Number(reference?.Processor)}" : "";
        string peak = ours.Peak > 0 ? ours.Peak.ToString(CultureInfo.InvariantCulture) : "";
        return $"| {ours.Title}, {ours.Unit} | {ResultSet.Number(ours.Rate)} | {Number(reference?.Rate)} "
            + $"| {(best is null ? "" : $"{ResultSet.Number(best.Rate)} ({best.Program})")} | {Number(ours.Rate / reference?.Rate)} "
            + $"| {Number(ours.Rate / best?.Rate)} | {processor} | {peak} |";
    }

    /// <summary>Empty if nc.openbsd cannot do it.</summary>
    private static string Number(double? value) => value is { } figure ? ResultSet.Number(figure) : "";
}
