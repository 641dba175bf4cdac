using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Relaying;

/// <content><see cref="RelayPolicy.TotalTimeout"/>: the one limit that no movement puts off.</content>
internal sealed partial class Relay
{
    private long? _endsAt;

    /// <summary>Milliseconds left, counted from the first call; -1 where there is no limit.</summary>
    private int TimeLeft
    {
        get
        {
            if (_policy.TotalMilliseconds < 0)
            {
                return -1;
            }

            _endsAt ??= Clock.Milliseconds + _policy.TotalMilliseconds;
            return (int)Math.Clamp(_endsAt.Value - Clock.Milliseconds, 0, int.MaxValue);
        }
    }

    private bool IsOverdue => TimeLeft == 0;

    private int WaitWithinDeadline(out RelayEnd? whenOver)
    {
        int wait = Wait(out whenOver);
        int left = TimeLeft;
        if (left < 0 || (wait >= 0 && wait <= left))
        {
            return wait;
        }

        whenOver = null;
        return left;
    }
}
