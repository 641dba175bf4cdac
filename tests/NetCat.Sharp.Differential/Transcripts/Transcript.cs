using System;
using System.Collections.Generic;
using System.Linq;

namespace NetCat.Sharp.Differential.Transcripts;

/// <summary>What a run looked like from outside: lines in a fixed order, and times beside them.</summary>
internal sealed record Transcript(IReadOnlyList<TranscriptLine> Lines, IReadOnlyList<Timing> Times)
{
    /// <summary>The first process's standard error, for the one rule that needs it whole.</summary>
    public string Stderr { get; init; } = "";

    internal bool Has(string line) => Lines.Any(one => one.Text.Contains(line, StringComparison.Ordinal));

    public override string ToString()
        => string.Concat(Lines.Select(line => line.Text + "\n"))
            + string.Concat(Times.Select(time => FormattableString.Invariant($"({time.What} after {time.Seconds:F2} s)\n")));
}

/// <summary>How long after the last scripted step something happened; or after the start, if that was the last thing done.</summary>
internal sealed record Timing(string What, double Seconds, bool FromStart);

/// <summary>A line and the part of the comparison it belongs to.</summary>
internal sealed record TranscriptLine(Bits Part, string Text);
