using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace NetCat.Sharp.IO;

/// <summary>Checks the time limits of the public API.</summary>
internal static class TimeLimit
{
    /// <summary>The limit in whole milliseconds, rounded up; null if there is none (null or <see cref="Timeout.InfiniteTimeSpan"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative, or more than 2,147,483,647 milliseconds.</exception>
    internal static TimeSpan? Checked(TimeSpan? limit, [CallerArgumentExpression(nameof(limit))] string? name = null)
    {
        if (limit is not { } time || time == Timeout.InfiniteTimeSpan)
        {
            return null;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, new TimeSpan(int.MaxValue * TimeSpan.TicksPerMillisecond), name);
        return new TimeSpan((time.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond);
    }
}
