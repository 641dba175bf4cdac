using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Invocation;

/// <summary>The latest end of the process, and how it ends then; the default sets no limit.</summary>
internal readonly struct RunLimit
{
    private readonly bool _isQuit;

    private RunLimit(Deadline end, bool isQuit) => (End, _isQuit) = (end, isQuit);

    /// <summary>The end of the run.</summary>
    internal Deadline End { get; }

    internal bool IsSet => End.IsSet;

    internal bool IsOver => End.IsOver;

    /// <summary>The limit of --total-timeout; null sets none.</summary>
    internal static RunLimit In(TimeSpan? time) => new(Deadline.In(time), isQuit: false);

    /// <summary>The end of -q's timer: the process ends with status 0 and prints nothing.</summary>
    internal static RunLimit QuitAt(Deadline end) => new(end, isQuit: true);

    /// <summary>The earlier of the two.</summary>
    internal RunLimit Or(RunLimit other) => End.CompareTo(other.End) <= 0 ? this : other;

    /// <summary>The deadline of an operation with this time limit, or the end of the run if that is earlier; null sets no limit of its own.</summary>
    internal Deadline Within(TimeSpan? time) => Deadline.In(time).Or(End);

    /// <exception cref="NcExit">The time is over.</exception>
    internal void Check()
    {
        if (IsOver)
        {
            throw Over();
        }
    }

    /// <summary>The exit of a process whose time is over.</summary>
    internal NcExit Over() => _isQuit ? new NcExit(0) : new NcExit(1, "total timeout is over") { Reason = ExitReason.Timeout };

    /// <summary>Waits for a connection or a datagram until the time is over.</summary>
    /// <exception cref="NcExit">The time is over.</exception>
    internal void AwaitInput(int descriptor)
    {
        if (IsSet && !Readiness.AwaitInput(descriptor, End))
        {
            Check();
        }
    }

    /// <summary>Runs a call that has no timeout of its own; false if the time is over first. Without a limit the call runs on this thread.</summary>
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
