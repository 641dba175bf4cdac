using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace NetCat.Sharp.Testing;

/// <summary>Polls for a state that can be observed. Tests wait only here, and never for a fixed time.</summary>
public static class Until
{
    /// <summary>The limit of a wait unless the test gives another one. It is measured by a <see cref="WaitClock"/>.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(6);

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="condition">Evaluated at once, and then every 6 ms.</param>
    /// <param name="what">The state that the exception names; by default the condition's source text.</param>
    /// <param name="limit">The limit; null means <see cref="Patience"/>.</param>
    /// <exception cref="TimeoutException">The limit passed first.</exception>
    public static async Task Holds(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "", TimeSpan? limit = null)
    {
        TimeSpan most = limit ?? Patience;
        if (!await True(condition, most))
        {
            throw new TimeoutException($"waited {most.TotalSeconds} s for {what}");
        }
    }

    /// <summary>Waits until the condition holds; false if the limit passed first.</summary>
    public static async Task<bool> True(Func<bool> condition, TimeSpan limit, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (condition())
        {
            return true;
        }

        var clock = new WaitClock();
        using var timer = new PeriodicTimer(s_interval);
        while (await timer.WaitForNextTickAsync(token))
        {
            if (condition())
            {
                return true;
            }

            if (clock.Look() > limit)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Waits for a fixed time. For tests whose subject is time.</summary>
    public static Task Passed(TimeSpan length, CancellationToken token = default)
    {
        long start = Stopwatch.GetTimestamp();
        return True(() => Stopwatch.GetElapsedTime(start) >= length, TimeSpan.MaxValue, token);
    }
}
