using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--retry: the pauses between attempts, each twice as long as the one before, until the time is over.</summary>
internal struct Retrying(RunContext call)
{
    private const int FirstPause = 10;
    private const int LongestPause = 1000;

    private int _pause = FirstPause;

    /// <summary>Waits for the next attempt; false where there is to be none.</summary>
    /// <exception cref="NcExit">There is no time for one.</exception>
    internal bool Again()
    {
        int left = call.RetriesUntil.IsSet ? call.RetriesUntil.Within(-1) : 0;
        if (left == 0)
        {
            return false;
        }

        Pause.For(call.Deadline.Within(Math.Min(_pause, left)));
        call.Deadline.Check();
        _pause = Math.Min(2 * _pause, LongestPause);
        return true;
    }
}
