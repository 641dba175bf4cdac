using System;
using System.Diagnostics;
using System.Threading;

namespace NetCat.Sharp.Testing;

/// <summary>
/// How long a loop has waited, without the time in which the machine did not let it look: what is waited for had no processor either then.
/// Each look counts the time since the one before it, at most 25 ms.
/// </summary>
public sealed class WaitClock
{
    private static readonly TimeSpan s_most = TimeSpan.FromMilliseconds(25);

    private readonly Lock _lock = new();
    private long _last = Stopwatch.GetTimestamp();
    private TimeSpan _waited;

    /// <summary>A look: the time that has been waited until now.</summary>
    public TimeSpan Look()
    {
        lock (_lock)
        {
            TimeSpan passed = Stopwatch.GetElapsedTime(_last);
            _waited += passed < s_most ? passed : s_most;
            _last = Stopwatch.GetTimestamp();
            return _waited;
        }
    }

    /// <summary>Begins again at 0.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            (_last, _waited) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        }
    }
}
