using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace NetCat.Sharp.Testing;

/// <summary>Polls for a state that can be observed. Tests wait here and nowhere else, and never for a fixed time.</summary>
public static class Until
{
    /// <summary>How long a state is waited for unless the test says otherwise. The time is that of a <see cref="WaitClock"/>.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(6);

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="condition">Evaluated at once, and then every 6 ms.</param>
    /// <param name="what">The state that is waited for, for the exception; by default the condition's source text.</param>
    /// <param name="limit"><see cref="Patience"/> where it is null.</param>
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

    /// <summary>For tests whose subject is time: the clock is the state.</summary>
    public static Task Passed(TimeSpan length, CancellationToken token = default)
    {
        long start = Stopwatch.GetTimestamp();
        return True(() => Stopwatch.GetElapsedTime(start) >= length, TimeSpan.MaxValue, token);
    }
}
