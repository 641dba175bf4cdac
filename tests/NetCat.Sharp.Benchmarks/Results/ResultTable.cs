using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace NetCat.Sharp.Benchmarks.Results;

/// <summary>The results as a table in Markdown. Figures are medians; a ratio above 1 means that ours is faster.</summary>
internal static class ResultTable
{
    private const string Begin = "<!-- results: written by tests/bench.sh -->\n";
    private const string End = "<!-- end of results -->\n";

    /// <summary>The note and the table.</summary>
    internal static string Markdown(ResultSet results)
    {
        var text = new StringBuilder();
        _ = text.Append(results.Note).Append("\n\n")
            .Append("| measurement | ours | nc.openbsd | fastest other | ratio to nc.openbsd | ratio to fastest other | CPU s per GiB, ours / nc.openbsd | peak KiB, ours |\n")
            .Append("|---|---|---|---|---|---|---|---|\n");
        foreach (IGrouping<string, Result> rows in results.Measurements)
        {
            _ = text.Append(Line(rows)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The text of a page in which the part between the two marks is replaced by the table.</summary>
    /// <exception cref="FormatException">The page does not have both marks.</exception>
    internal static string Insert(string page, ResultSet results)
    {
        int from = page.IndexOf(Begin, StringComparison.Ordinal);
        int to = page.IndexOf(End, StringComparison.Ordinal);
        return from >= 0 && to > from
            ? page[..(from + Begin.Length)] + Markdown(results) + page[to..]
            : throw new FormatException("the page has no marks for the results");
    }

    /// <summary>Replaces the table in a file.</summary>
    internal static void Update(string path, ResultSet results) => File.WriteAllText(path, Insert(File.ReadAllText(path), results));

    private static string Line(IEnumerable<Result> rows)
    {
        Result ours = ResultSet.Of(rows, ResultSet.Ours);
        Result reference = ResultSet.Of(rows, ResultSet.Reference);
        Result best = ResultSet.Best(rows);
        string processor = ours.Processor > 0 ? $"{ResultSet.Number(ours.Processor)} / {ResultSet.Number(reference.Processor)}" : "";
        string peak = ours.Peak > 0 ? ours.Peak.ToString(CultureInfo.InvariantCulture) : "";
        return $"| {ours.Title}, {ours.Unit} | {ResultSet.Number(ours.Rate)} | {ResultSet.Number(reference.Rate)} "
            + $"| {ResultSet.Number(best.Rate)} ({best.Program}) | {ResultSet.Number(ours.Rate / reference.Rate)} "
            + $"| {ResultSet.Number(ours.Rate / best.Rate)} | {processor} | {peak} |";
    }
}
