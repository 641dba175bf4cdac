using System.Collections.Generic;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>
/// The result of two real sockets. The pairs are [first, second]. Text is the founding text's statement on the pair, "OK" or "EADDRINUSE",
/// or null if it has none.
/// </summary>
internal sealed record MatrixCell(
    string Protocol, string State, string First, string Second, bool[] ReuseAddr, bool[] ReusePort, string Result, string? Text);

/// <summary>One of the text's eight rows. Differences describes the cells for which the kernel behaves differently.</summary>
internal sealed record MatrixRow(
    int Row, string Option, string First, string Second, string Text, bool Agrees, IReadOnlyList<string> Differences);

internal sealed record MatrixReport(
    string Experiment,
    string Kernel,
    string Family,
    int Port,
    string Addresses,
    IReadOnlyList<MatrixCell> Cells,
    IReadOnlyList<MatrixRow> Rows,
    IReadOnlyList<string> ReusePortDifferences);
