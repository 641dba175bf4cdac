using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace NetCat.Sharp.IO;

/// <summary>Limits of time at the public edge, and the milliseconds that the waits below it count.</summary>
internal static class TimeLimit
{
    /// <summary>Whole milliseconds, rounded up; -1 where there is no limit (null or <see cref="Timeout.InfiniteTimeSpan"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than 2,147,483,647 milliseconds.</exception>
    internal static int Milliseconds(TimeSpan? limit, [CallerArgumentExpression(nameof(limit))] string? name = null)
    {
        if (limit is not { } time || time == Timeout.InfiniteTimeSpan)
        {
            return -1;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, new TimeSpan(int.MaxValue * TimeSpan.TicksPerMillisecond), name);
        return (int)((time.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
    }

    /// <summary>The other way; null for anything below zero.</summary>
    internal static TimeSpan? Of(int milliseconds) => milliseconds < 0 ? null : new TimeSpan(milliseconds * TimeSpan.TicksPerMillisecond);
}
