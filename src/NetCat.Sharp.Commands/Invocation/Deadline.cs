using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Invocation;

/// <summary>When the process ends at the latest; the default is never.</summary>
internal readonly record struct Deadline
{
    private readonly long _endsAt;

    private readonly bool _isQuit;

    private Deadline(long endsAt, bool isQuit) => (_endsAt, _isQuit) = (endsAt, isQuit);

    internal bool IsSet => _endsAt != 0;

    internal bool IsOver => IsSet && Within(-1) == 0;

    /// <summary>So many milliseconds from now; below zero never.</summary>
    internal static Deadline In(int milliseconds) => milliseconds < 0 ? default : new Deadline(Clock.Milliseconds + milliseconds, isQuit: false);

    /// <summary>The end of -q's timer: the process ends with status 0 and prints nothing.</summary>
    internal static Deadline QuitIn(int milliseconds) => new(Clock.Milliseconds + milliseconds, isQuit: true);

    /// <summary>The earlier of the two.</summary>
    internal Deadline Or(Deadline other) => !IsSet || (other.IsSet && other._endsAt < _endsAt) ? other : this;

    /// <summary>The shorter of a limit in milliseconds and what is left; -1 where neither ends.</summary>
    internal int Within(int milliseconds)
    {
        int left = IsSet ? (int)Math.Clamp(_endsAt - Clock.Milliseconds, 0, int.MaxValue) : -1;
        return left < 0 ? Math.Max(milliseconds, -1) : milliseconds < 0 ? left : Math.Min(milliseconds, left);
    }

    /// <summary>The same for a call to which zero or less is no limit.</summary>
    /// <exception cref="NcExit">The time is over.</exception>
    internal int Limit(int milliseconds)
    {
        Check();
        int limit = Within(milliseconds > 0 ? milliseconds : -1);
        return limit < 0 ? limit : Math.Max(limit, 1);
    }

    /// <exception cref="NcExit">The time is over.</exception>
    internal void Check()
    {
        if (IsOver)
        {
            throw Over();
        }
    }

    /// <summary>How the process ends when it is over.</summary>
    internal NcExit Over() => _isQuit ? new NcExit(0) : new NcExit(1, "total timeout is over") { Reason = ExitReason.Timeout };

    /// <summary>Waits for a connection or a datagram, as long as there is time.</summary>
    /// <exception cref="NcExit">The time is over.</exception>
    internal void AwaitInput(int descriptor)
    {
        if (IsSet && !Readiness.AwaitInput(descriptor, Within(-1)))
        {
            Check();
        }
    }

    /// <summary>Runs a call that has no time limit; false where the deadline came first. Without a deadline the call runs on this thread.</summary>
    internal bool Allows(Action call)
    {
        if (IsSet)
        {
            return TimedCall.Run(Within(-1), call);
        }

        call();
        return true;
    }
}
