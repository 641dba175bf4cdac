using System;
using System.Threading;

namespace NetCat.Sharp.Testing;

/// <summary>
/// Measures how long a loop has waited. Time in which the machine did not run the loop is left out, because the process that the loop waits for had
/// no processor then either. Each call of <see cref="Look"/> adds the time since the previous one, at most 25 ms.
/// </summary>
/// <param name="time">The underlying clock; null is the system's.</param>
public sealed class WaitClock(TimeProvider? time = null)
{
    private static readonly TimeSpan s_most = TimeSpan.FromMilliseconds(25);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long _last = (time ?? TimeProvider.System).GetTimestamp();
    private TimeSpan _waited;

    /// <summary>Returns the time waited until now.</summary>
    public TimeSpan Look()
    {
        lock (_lock)
        {
            TimeSpan passed = _time.GetElapsedTime(_last);
            _waited += passed < s_most ? passed : s_most;
            _last = _time.GetTimestamp();
            return _waited;
        }
    }

    /// <summary>Starts again at 0.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            (_last, _waited) = (_time.GetTimestamp(), TimeSpan.Zero);
        }
    }
}
