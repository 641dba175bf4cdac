using System;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A combination that is refused, and the sentence that says so.</summary>
internal sealed record Conflict(Func<OptionValues, bool> Fits, string Line);
