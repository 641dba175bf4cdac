using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>Compares the kernel's answers with the text's and describes the differences.</summary>
internal static class MatrixReading
{
    /// <summary>
    /// The text's statement on a pair of sockets: SO_REUSEPORT on both allows any address. SO_REUSEADDR matters on the second socket
    /// and allows it to bind unless the addresses are equal.
    /// </summary>
    internal static string TextSays(Place first, Place second, Reuse of, Reuse on)
    {
        if (of.Port && on.Port)
        {
            return Outcome.Ok;
        }

        bool wildcard = first == Place.Any || second == Place.Any;
        bool apart = first != second && (!wildcard || on.Address);
        return apart ? Outcome.Ok : Outcome.InUse;
    }

    internal static MatrixRow OfRow(TextRow row, string first, string second, IReadOnlyList<MatrixCell> cells)
    {
        MatrixCell[] own = [.. cells.Where(cell => cell.First == first && cell.Second == second && Speaks(row, cell))];
        string[] differences = Differences(own);
        return new MatrixRow(row.Number, row.Option, first, second, row.Succeeds ? Outcome.Ok : Outcome.InUse, differences.Length == 0, differences);
    }

    internal static IReadOnlyList<string> OfReusePort(IReadOnlyList<MatrixCell> cells)
        => Differences(cells.Where(static cell => cell.ReusePort[0] || cell.ReusePort[1]));

    internal static string[] Differences(IEnumerable<MatrixCell> cells)
        => [.. cells.Where(static cell => cell.Text is not null && cell.Result != cell.Text).Select(Why).Distinct()];

    /// <summary>Whether a row of the text describes a cell: its option is that of the second socket.</summary>
    private static bool Speaks(TextRow row, MatrixCell cell) => !cell.ReusePort[0] && !cell.ReusePort[1] && row.Option switch
    {
        MatrixRows.On => cell.ReuseAddr[1],
        MatrixRows.Off => !cell.ReuseAddr[1],
        _ => true,
    };

    /// <summary>One line about a difference.</summary>
    private static string Why(MatrixCell cell)
    {
        bool[] pair = cell.ReusePort[0] || cell.ReusePort[1] ? cell.ReusePort : cell.ReuseAddr;
        string option = pair == cell.ReusePort ? "SO_REUSEPORT" : "SO_REUSEADDR";
        string who = (cell.Protocol, cell.State) switch
        {
            ("tcp", "listening") => "TCP listening",
            ("tcp", _) => "TCP bound",
            _ => "UDP",
        };
        string reason = (cell.Result, pair[0], pair[1], cell.State, cell.Protocol) switch
        {
            (Outcome.InUse, false, true, _, _) => $"Linux requires {option} on both sockets, not only on the second",
            (Outcome.InUse, true, true, "listening", _) => $"a listening socket shares its port only with SO_REUSEPORT on both",
            (Outcome.Ok, true, true, _, "udp") => $"with {option} on both, Linux lets UDP sockets share one address",
            (Outcome.Ok, true, true, "bound", _) => $"with {option} on both and no listener, Linux lets sockets share one address",
            _ => "no reason known to this program",
        };
        string on = (pair[0], pair[1]) switch
        {
            (true, true) => "on both",
            (true, false) => "on A",
            (false, true) => "on B",
            _ => "on neither",
        };
        return $"{who}, {on}: {cell.Result}. {char.ToUpperInvariant(reason[0])}{reason[1..]}.";
    }
}
