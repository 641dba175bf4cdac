using System.Diagnostics;

namespace NetCat.Sharp.IO;

/// <summary>
/// The one clock that waits are measured with: milliseconds that only go forward (clock_gettime(2), CLOCK_MONOTONIC).
/// <see cref="System.Environment.TickCount64"/> is a coarse one, several milliseconds behind.
/// </summary>
internal static class Clock
{
    internal static long Milliseconds => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);
}
