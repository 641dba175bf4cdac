using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Invocation;

/// <summary>When the process ends at the latest, and how; the default is never.</summary>
internal readonly struct RunLimit
{
    private readonly bool _isQuit;

    private RunLimit(Deadline end, bool isQuit) => (End, _isQuit) = (end, isQuit);

    /// <summary>The end of the run.</summary>
    internal Deadline End { get; }

    internal bool IsSet => End.IsSet;

    internal bool IsOver => End.IsOver;

    /// <summary>--total-timeout; null never.</summary>
    internal static RunLimit In(TimeSpan? time) => new(Deadline.In(time), isQuit: false);

    /// <summary>The end of -q's timer: the process ends with status 0 and prints nothing.</summary>
    internal static RunLimit QuitAt(Deadline end) => new(end, isQuit: true);

    /// <summary>The earlier of the two.</summary>
    internal RunLimit Or(RunLimit other) => End.CompareTo(other.End) <= 0 ? this : other;

    /// <summary>The end of something that may take so long: null sets no limit of its own.</summary>
    internal Deadline Within(TimeSpan? time) => Deadline.In(time).Or(End);

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
        if (IsSet && !Readiness.AwaitInput(descriptor, End))
        {
            Check();
        }
    }

    /// <summary>Runs a call that has no time limit; false where the end came first. Without a limit the call runs on this thread.</summary>
    internal bool Allows(Action call)
    {
        if (IsSet)
        {
            return TimedCall.Run(End, call);
        }

        call();
        return true;
    }
}
