using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>A wait for nothing but time.</summary>
internal static class Pause
{
    /// <summary>Waits for so many milliseconds. Signals do not shorten the wait.</summary>
    /// <param name="milliseconds">Zero or less returns at once.</param>
    /// <param name="isInterrupted">Called after each system call that a signal interrupted; true ends the wait. Null where nothing ends it.</param>
    internal static void For(int milliseconds, Func<bool>? isInterrupted = null)
    {
        long end = Clock.Milliseconds + milliseconds;
        for (long left = milliseconds; left > 0 && isInterrupted?.Invoke() != true; left = end - Clock.Milliseconds)
        {
            _ = Libc.Poll([], (int)left);
        }
    }
}
