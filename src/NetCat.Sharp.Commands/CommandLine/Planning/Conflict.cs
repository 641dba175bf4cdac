using System;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A combination of options that is refused, and the error line.</summary>
internal sealed record Conflict(Func<OptionValues, bool> Fits, string Line);
