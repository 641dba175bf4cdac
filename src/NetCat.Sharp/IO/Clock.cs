using System;
using System.Diagnostics;

namespace NetCat.Sharp.IO;

/// <summary>
/// The clock that measures all waits. It never goes backwards (clock_gettime(2), CLOCK_MONOTONIC). <see cref="System.Environment.TickCount64"/> is
/// coarser and lags by several milliseconds.
/// </summary>
internal static class Clock
{
    /// <summary>The time since a fixed moment before the process started.</summary>
    internal static TimeSpan Now => new(Stopwatch.GetTimestamp() / (Stopwatch.Frequency / TimeSpan.TicksPerSecond));
}
