using System;
using System.Collections.Generic;
using System.Linq;

namespace NetCat.Sharp.Differential.Transcripts;

/// <summary>A run as seen from outside: lines in a fixed order, and times.</summary>
internal sealed record Transcript(IReadOnlyList<TranscriptLine> Lines, IReadOnlyList<Timing> Times)
{
    /// <summary>The first process's stderr, for the one rule that needs all of it.</summary>
    public string Stderr { get; init; } = "";

    internal bool Has(string line) => Lines.Any(one => one.Text.Contains(line, StringComparison.Ordinal));

    public override string ToString()
        => string.Concat(Lines.Select(line => line.Text + "\n"))
            + string.Concat(Times.Select(time => FormattableString.Invariant($"({time.What} after {time.Seconds:F2} s)\n")));
}

/// <summary>The time from the last scripted step, or from the start if there was none, to an event.</summary>
internal sealed record Timing(string What, double Seconds, bool FromStart);

/// <summary>A line and the part of the comparison to which it belongs.</summary>
internal sealed record TranscriptLine(Bits Part, string Text);
