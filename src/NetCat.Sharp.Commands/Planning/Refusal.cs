using System;

namespace NetCat.Sharp.Commands.Planning;

/// <summary>A combination that is refused, and the sentence that says so.</summary>
internal sealed record Refusal(Func<Draft, bool> Fits, string Line);
