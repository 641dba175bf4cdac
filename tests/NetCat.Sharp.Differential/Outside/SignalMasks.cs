using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>The signals that a process blocks, ignores and catches (proc(5), status).</summary>
internal static class SignalMasks
{
    /// <summary>The standard signals. Real-time signals are left out: every runtime uses one or two of them.</summary>
    private const ulong Classic = 0x7fffffff;

    private static readonly (string Field, string Word)[] s_fields = [("SigBlk", "blocks"), ("SigIgn", "ignores"), ("SigCgt", "catches")];

    internal static string Of(int pid)
    {
        string[] lines = File.ReadAllLines($"/proc/{pid}/status");
        return string.Join(", ", s_fields.Select(field => $"{field.Word} {Classic & Mask(lines, field.Field):x8}"));
    }

    private static ulong Mask(string[] lines, string field)
        => ulong.Parse(
            lines.Single(line => line.StartsWith(field + ":", StringComparison.Ordinal)).AsSpan(field.Length + 1).Trim(),
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture);
}
