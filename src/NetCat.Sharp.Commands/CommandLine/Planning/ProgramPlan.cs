using System.Collections.Generic;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A program that serves the connection instead of stdin and stdout.</summary>
/// <param name="Words">The program's name as typed, and its arguments.</param>
/// <param name="MostAtOnce">With -k, the most programs that run at a time.</param>
internal sealed record ProgramPlan(IReadOnlyList<string> Words, int MostAtOnce);
