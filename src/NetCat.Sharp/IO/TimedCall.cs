using System;
using System.Threading;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Adds a time limit to a call that has none, such as getaddrinfo(3).</summary>
internal static class TimedCall
{
    /// <summary>Whether the call has returned before the deadline. Otherwise its thread goes on, and its result is not used.</summary>
    internal static bool Run(Deadline until, Action call)
    {
        if (Libc.Pipe(out int reader, out int writer) < 0)
        {
            return false;
        }

        // A pipe reports the return, so that the wait is poll(2) as everywhere else.
        var thread = new Thread(() =>
        {
            call();
            Thread.MemoryBarrier();
            _ = Libc.Write(writer, "."u8);
        })
        {
            IsBackground = true,
        };
        thread.Start();
        if (!Readiness.Await(reader, Constants.POLLIN, until))
        {
            // The pipe stays open: the thread may still write to it, and its number must not become a socket's.
            return false;
        }

        _ = Libc.Close(reader);
        _ = Libc.Close(writer);
        Thread.MemoryBarrier();
        return true;
    }
}
