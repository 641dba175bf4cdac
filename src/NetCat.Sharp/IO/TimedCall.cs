using System;
using System.Threading;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Adds a time limit to a call that has none, such as getaddrinfo(3).</summary>
internal static class TimedCall
{
    /// <summary>Whether the call returned before the deadline. If not, its thread continues, and its result is ignored.</summary>
    internal static bool Run(Deadline until, Action call)
    {
        if (Libc.Pipe(out int reader, out int writer) < 0)
        {
            return false;
        }

        // A pipe reports that the call has returned, so that the wait uses poll(2) like all other waits.
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
            // The pipe stays open: the thread may still write to it, and its descriptor number must not be reused for a socket.
            return false;
        }

        _ = Libc.Close(reader);
        _ = Libc.Close(writer);
        Thread.MemoryBarrier();
        return true;
    }
}
