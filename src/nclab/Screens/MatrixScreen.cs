using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Lab.Experiments;
using NetCat.Sharp.Lab.Sockets;
using Spectre.Console;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>The text's table and this kernel's answers, four in each cell.</summary>
internal static class MatrixScreen
{
    private static readonly (string Protocol, string State, string Heading)[] s_kinds =
        [("tcp", "bound", "TCP\nbound"), ("tcp", "listening", "TCP\nlistens"), ("udp", "bound", "UDP\n")];

    internal static void Show(MatrixReport report, Screen screen)
    {
        screen.Heading($"SO_REUSEADDR: the text's table and {report.Kernel}, port {report.Port}");
        if (report.Addresses == "loopback")
        {
            screen.Say("This kernel cannot bind foreign addresses (IP_FREEBIND): loopback addresses stand in for the text's.");
        }

        screen.Say("0 on neither, A on the first, B on the second, 2 on both;  + OK, E EADDRINUSE");
        (string Protocol, string State, string Heading)[] kinds =
            [.. s_kinds.Where(kind => report.Cells.Any(cell => cell.Protocol == kind.Protocol && cell.State == kind.State))];
        Table table = Heading(kinds, "#", "option", "socket A", "socket B", "text");
        foreach (MatrixRow row in report.Rows)
        {
            table.AddRow(
            [
                Screen.Cell(row.Row),
                Screen.Cell(row.Option),
                Screen.Cell(row.First),
                Screen.Cell(row.Second),
                Screen.Cell(row.Text == Outcome.Ok ? "+" : "E"),
                .. kinds.Select(kind => Marks(OfRow(report, row, kind.Protocol, kind.State), static cell => cell.ReuseAddr)),
            ]);
        }

        screen.Show(table);
        ShowDifferences(report.Rows, screen);
        screen.Heading("\nSO_REUSEPORT: all with both, else as without");
        ShowReusePort(report, kinds, screen);
    }

    private static void ShowDifferences(IReadOnlyList<MatrixRow> rows, Screen screen)
    {
        var differences = rows.SelectMany(static row => row.Differences.Select(line => (row.Row, Line: line))).GroupBy(static one => one.Line).ToList();
        screen.Heading(differences.Count == 0 ? "\nThe kernel does as the text says." : "\nWhere the kernel differs from the text, and why");
        foreach (IGrouping<string, (int Row, string Line)> difference in differences)
        {
            string numbers = string.Join(' ', difference.Select(static one => one.Row));
            screen.Say($"{(numbers.Contains(' ', StringComparison.Ordinal) ? "rows" : "row")} {numbers}: {difference.Key}");
        }
    }

    private static void ShowReusePort(MatrixReport report, (string Protocol, string State, string Heading)[] kinds, Screen screen)
    {
        Table table = Heading(kinds, "socket A", "socket B");
        foreach (IGrouping<(string First, string Second), MatrixCell> pair in report.Cells.GroupBy(static cell => (cell.First, cell.Second)))
        {
            table.AddRow(
            [
                Screen.Cell(pair.Key.First),
                Screen.Cell(pair.Key.Second),
                .. kinds.Select(kind => Marks(
                    pair.Where(cell => cell.Protocol == kind.Protocol && cell.State == kind.State && !cell.ReuseAddr[0] && !cell.ReuseAddr[1]),
                    static cell => cell.ReusePort)),
            ]);
        }

        screen.Show(table);
        foreach (string difference in report.ReusePortDifferences)
        {
            screen.Say(difference);
        }
    }

    /// <summary>On a narrow screen only addresses are wrapped, not marks and words.</summary>
    private static Table Heading((string Protocol, string State, string Heading)[] kinds, params string[] first)
    {
        Table table = Screen.Columns([.. first, .. kinds.Select(static kind => $"{kind.Heading}\n0AB2")]);
        foreach (TableColumn column in table.Columns.Where((_, place) => !first.ElementAtOrDefault(place)?.StartsWith("socket", StringComparison.Ordinal) ?? true))
        {
            column.NoWrap = true;
        }

        return table;
    }

    private static IEnumerable<MatrixCell> OfRow(MatrixReport report, MatrixRow row, string protocol, string state)
        => report.Cells.Where(cell =>
            cell.Protocol == protocol && cell.State == state && cell.First == row.First && cell.Second == row.Second
            && !cell.ReusePort[0] && !cell.ReusePort[1]
            && (row.Option == MatrixRows.OnOrOff || cell.ReuseAddr[1] == (row.Option == MatrixRows.On)));

    /// <summary>A mark for each of neither, first, second, both; a blank if the row does not describe it.</summary>
    private static Paragraph Marks(IEnumerable<MatrixCell> cells, Func<MatrixCell, bool[]> pairOf)
    {
        var marks = new Paragraph();
        List<MatrixCell> known = [.. cells];
        foreach ((bool first, bool second) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            MatrixCell? cell = known.Find(one => pairOf(one)[0] == first && pairOf(one)[1] == second);
            string mark = cell?.Result switch
            {
                null => " ",
                Outcome.Ok => "+",
                Outcome.InUse => "E",
                _ => "?",
            };
            Style style = cell?.Text is null ? Style.Plain : new Style(cell.Text == cell.Result ? Color.Green : Color.Yellow);
            marks.Append(mark, style);
        }

        return marks;
    }
}
