using System;
using System.Diagnostics;

namespace NetCat.Sharp.IO;

/// <summary>
/// The one clock that waits are measured with: it only goes forward (clock_gettime(2), CLOCK_MONOTONIC).
/// <see cref="System.Environment.TickCount64"/> is a coarse one, several milliseconds behind.
/// </summary>
internal static class Clock
{
    /// <summary>Since a moment before the process started.</summary>
    internal static TimeSpan Now => new(Stopwatch.GetTimestamp() / (Stopwatch.Frequency / TimeSpan.TicksPerSecond));
}
