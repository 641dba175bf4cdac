using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace NetCat.Sharp.Differential.Running;

/// <summary>The one place that waits: always for something that can be seen, never for a length of time that should do.</summary>
internal static class Until
{
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(6);

    /// <summary>False if the limit passed first.</summary>
    internal static async Task<bool> True(Func<bool> condition, TimeSpan limit, CancellationToken token)
    {
        if (condition())
        {
            return true;
        }

        long start = Stopwatch.GetTimestamp();
        using var looks = new PeriodicTimer(s_betweenLooks);
        while (await looks.WaitForNextTickAsync(token))
        {
            if (condition())
            {
                return true;
            }

            if (Stopwatch.GetElapsedTime(start) > limit)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>For scenarios about time: the clock itself is the condition.</summary>
    internal static Task Passed(TimeSpan length, CancellationToken token)
    {
        long start = Stopwatch.GetTimestamp();
        return True(() => Stopwatch.GetElapsedTime(start) >= length, TimeSpan.MaxValue, token);
    }
}
