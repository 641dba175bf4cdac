using System;
using System.Threading;

namespace NetCat.Sharp.Testing;

/// <summary>
/// How long a loop has waited, without the time in which the machine did not let it look: what is waited for had no processor either then.
/// Each look counts the time since the one before it, at most 25 ms.
/// </summary>
/// <param name="time">The clock behind it; null is the system's.</param>
public sealed class WaitClock(TimeProvider? time = null)
{
    private static readonly TimeSpan s_most = TimeSpan.FromMilliseconds(25);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long _last = (time ?? TimeProvider.System).GetTimestamp();
    private TimeSpan _waited;

    /// <summary>A look: the time that has been waited until now.</summary>
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

    /// <summary>Begins again at 0.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            (_last, _waited) = (_time.GetTimestamp(), TimeSpan.Zero);
        }
    }
}
