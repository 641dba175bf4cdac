using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using NetCat.Sharp.Differential.Programs;

namespace NetCat.Sharp.Differential.Transcripts;

/// <summary>Compares two transcripts.</summary>
internal static partial class Comparison
{
    /// <summary>The tolerance of times: a busy machine may be late by this much, but not by a second.</summary>
    private const double Tolerance = 0.35;

    /// <summary>
    /// The CLR needs 0.1 s of processor time to start. Beside other runs that takes longer, and it is part of a time measured from the start.
    /// </summary>
    private const double RuntimeStart = 5;

    /// <summary>Whether only times differ: the run may then be repeated, because the machine may have been busy.</summary>
    internal static bool IsOnlyTime(Scenario scenario, Transcript real, Transcript ours, NcProgram program)
        => Compared(scenario, real, program).SequenceEqual(Compared(scenario, ours, program));

    /// <summary>The differences, or null if there are none.</summary>
    internal static string? Difference(Scenario scenario, Transcript real, Transcript ours, NcProgram program)
    {
        string[] expected = Compared(scenario, real, program);
        string[] found = Compared(scenario, ours, program);
        var text = new StringBuilder();
        foreach (string line in expected.Except(found))
        {
            _ = text.Append("- ").Append(line).Append('\n');
        }

        foreach (string line in found.Except(expected))
        {
            _ = text.Append("+ ").Append(line).Append('\n');
        }

        if (text.Length == 0 && !expected.SequenceEqual(found))
        {
            _ = text.Append("the same lines in another order or number\n");
        }

        if (text.Length == 0)
        {
            AppendTimes(text, real, ours, program.HasRuntime);
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private static string[] Compared(Scenario scenario, Transcript transcript, NcProgram program)
        => [.. transcript.Lines
            .Where(line => (line.Part & scenario.Ignores) == 0)
            .Select(line => program.HasRuntime ? DescriptorNumber().Replace(line.Text, "fd N") : line.Text)];

    private static void AppendTimes(StringBuilder text, Transcript real, Transcript ours, bool hasRuntime)
    {
        foreach (((string what, double expected, bool fromStart), (string _, double found, bool _)) in real.Times.Zip(ours.Times))
        {
            double late = Tolerance + (hasRuntime && fromStart ? RuntimeStart : 0);
            if (found < expected - Tolerance || found > expected + late)
            {
                _ = text.Append(FormattableString.Invariant($"- {what} after {expected:F2} s\n+ {what} after {found:F2} s\n"));
            }
        }
    }

    [GeneratedRegex(@"\bfd ([3-9]|\d\d+)\b")]
    private static partial Regex DescriptorNumber();
}
