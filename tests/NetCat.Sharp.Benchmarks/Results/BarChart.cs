using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NetCat.Sharp.Benchmarks.Results;

/// <summary>
/// The results as an SVG bar chart in two columns. Its colours have enough contrast on white and on dark pages: an image cannot detect a dark page,
/// it only knows the preference of the system.
/// </summary>
internal static class BarChart
{
    private const int Width = 840;
    private const int ColumnWidth = 400;
    private const int Names = 92;
    private const int Values = 128;
    private const int Bar = 11;
    private const int BarStep = 14;
    private const int GroupGap = 12;
    private const int TitleHeight = 16;
    private const int Head = 34;
    private const int FootLine = 15;

    private const string Style =
        "text{font:12px system-ui,sans-serif;fill:#797979}.title{font-weight:600}.number,.program{font-size:11px}.program{text-anchor:end}"
        + ".ours{fill:#1a8f4f}.reference{fill:#868686}.other{fill:#868686;fill-opacity:.55}";

    /// <summary>The measurements in the chart, by column; the table has all of them.</summary>
    private static readonly string[][] s_columns = [["null", "pipes", "unix", "file", "both"], ["start", "scan", "filtered", "clients", "udp-send"]];

    internal static string Svg(ResultSet results)
    {
        ILookup<string, Result> measurements = results.Rows.ToLookup(static row => row.Key);
        var body = new StringBuilder();
        int height = Head;
        for (int column = 0; column < s_columns.Length; column++)
        {
            int x = column * (Width - ColumnWidth);
            int y = Head;
            Result[][] groups = [.. s_columns[column].Select(key => Shown(measurements[key])).Where(static rows => rows.Length > 0)];
            foreach (Result[] rows in groups)
            {
                // In the first column all bars have the same unit and one scale; in the second each measurement has its own scale.
                double longest = (column == 0 ? groups.SelectMany(static group => group) : rows).Max(static row => row.Rate);
                y = Group(body, rows, x, y, longest);
            }

            height = Math.Max(height, y);
        }

        string[] foot = ["Medians; longer bars are better. Left: one scale. Right: each measurement has its own scale.", results.Note];
        foreach (string line in foot)
        {
            _ = body.Append(Text("number", 0, height += FootLine, line));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height + 6}\" width=\"{Width}\" height=\"{height + 6}\" role=\"img\">\n")
            + "<title>Rates of nc, nc.openbsd and the fastest other netcat</title>\n"
            + $"<style>{Style}</style>\n{Key()}{body}</svg>\n";
    }

    /// <summary>Ours, Debian's, and the fastest of the others if it is neither of these.</summary>
    private static Result[] Shown(IEnumerable<Result> rows)
    {
        Result[] all = [.. rows];
        return all.Length == 0 ? [] : [.. new[] { ResultSet.Of(all, ResultSet.Ours), ResultSet.Of(all, ResultSet.Reference), ResultSet.Best(all) }.OfType<Result>().Distinct()];
    }

    private static int Group(StringBuilder body, Result[] rows, int x, int y, double longest)
    {
        _ = body.Append(Text("title", x, y + 11, $"{rows[0].Title}, {rows[0].Unit}"));
        y += TitleHeight;
        foreach (Result row in rows)
        {
            double length = Math.Max(1, (ColumnWidth - Names - Values) * row.Rate / longest);
            string ratio = row.Program == ResultSet.Ours ? $"  ({ResultSet.Number(row.Rate / ResultSet.Of(rows, ResultSet.Reference).Rate)}×)" : "";
            _ = body.Append(Text("program", x + Names - 6, y + 10, row.Program == ResultSet.Ours ? "nc" : row.Program))
                .Append(CultureInfo.InvariantCulture, $"<rect class=\"{Class(row)}\" x=\"{x + Names}\" y=\"{y}\" width=\"{length:0.#}\" height=\"{Bar}\"/>\n")
                .Append(Text("number", x + Names + length + 5, y + 10, ResultSet.Number(row.Rate) + ratio));
            y += BarStep;
        }

        return y + GroupGap;
    }

    private static string Class(Result row) => row.Program switch
    {
        ResultSet.Ours => "ours",
        ResultSet.Reference => "reference",
        _ => "other",
    };

    private static string Key()
    {
        (string Class, int X, string Words)[] entries =
        [
            ("ours", 0, "nc of NetCat.Sharp (n×: n times the rate of nc.openbsd)"),
            ("reference", 360, "nc.openbsd"),
            ("other", 460, "fastest other netcat, if it is not nc.openbsd"),
        ];
        var text = new StringBuilder();
        foreach ((string name, int x, string words) in entries)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{name}\" x=\"{x}\" y=\"4\" width=\"{Bar}\" height=\"{Bar}\"/>\n").Append(Text("number", x + 16, 13, words));
        }

        return text.ToString();
    }

    private static string Text(string name, double x, double y, string words)
        => string.Create(CultureInfo.InvariantCulture, $"<text class=\"{name}\" x=\"{x:0.#}\" y=\"{y:0.#}\">")
            + words.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal) + "</text>\n";
}
