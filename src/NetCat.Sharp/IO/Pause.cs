using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Waits for a deadline alone.</summary>
internal static class Pause
{
    /// <summary>Waits until the deadline. Signals do not shorten the wait.</summary>
    /// <param name="until">The deadline; one that has passed returns at once.</param>
    /// <param name="isInterrupted">Called after each system call that a signal interrupted; true ends the wait. Null if nothing ends it.</param>
    internal static void Until(Deadline until, Func<bool>? isInterrupted = null)
    {
        while (!until.IsOver && isInterrupted?.Invoke() != true)
        {
            _ = Libc.Poll([], until.PollTime);
        }
    }
}
