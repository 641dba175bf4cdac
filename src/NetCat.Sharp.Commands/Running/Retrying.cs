using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--retry: the pauses between attempts. Each is twice as long as the one before, up to a limit.</summary>
internal struct Retrying(RunContext call)
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    private TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the next attempt; false if there is none.</summary>
    /// <exception cref="NcExit">The time limit of the run is over.</exception>
    internal bool Again()
    {
        if (call.RetriesUntil is { IsSet: false } or { IsOver: true })
        {
            return false;
        }

        Pause.Until(call.Limit.Within(_pause).Or(call.RetriesUntil));
        call.Limit.Check();
        _pause = 2 * _pause < s_longestPause ? 2 * _pause : s_longestPause;
        return true;
    }
}
