using System.Collections.Generic;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>
/// Two real sockets. The pairs are [first, second]; Text is what the founding text says of this pair, "OK" or "EADDRINUSE",
/// null where it says nothing.
/// </summary>
internal sealed record MatrixCell(
    string Protocol, string State, string First, string Second, bool[] ReuseAddr, bool[] ReusePort, string Result, string? Text);

/// <summary>One of the text's eight rows and the cells that it speaks of; Differences says in words where the kernel did otherwise.</summary>
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
