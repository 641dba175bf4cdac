using System.Collections.Generic;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A program that serves the connection in place of stdin and stdout.</summary>
/// <param name="Words">Its name, as typed, and its arguments.</param>
/// <param name="MostAtOnce">Of a listener that keeps on: how many of them may run at a time.</param>
internal sealed record ProgramPlan(IReadOnlyList<string> Words, int MostAtOnce);
