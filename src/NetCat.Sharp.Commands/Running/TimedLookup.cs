using System;
using System.Collections.Generic;
using System.Threading;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Questions to a resolver, which knows no limit of time.</summary>
internal static class TimedLookup
{
    /// <summary>As <see cref="Resolving.Resolve"/>; on a thread of its own only where there is a deadline.</summary>
    /// <exception cref="NcExit">The time is over.</exception>
    internal static int Resolve(Deadline deadline, string? host, string? service, Lookup lookup, List<ResolvedAddress> into)
    {
        if (!deadline.IsSet)
        {
            return Resolving.Resolve(host, service, lookup, into);
        }

        int error = 0;
        List<ResolvedAddress> found = [];
        if (!Ask(deadline.Within(-1), () => error = Resolving.Resolve(host, service, lookup, found)))
        {
            throw deadline.Over();
        }

        into.AddRange(found);
        return error;
    }

    /// <summary>The same until a deadline; where none is set, on this thread.</summary>
    internal static bool Ask(Deadline deadline, Action question)
    {
        if (deadline.IsSet)
        {
            return Ask(deadline.Within(-1), question);
        }

        question();
        return true;
    }

    /// <summary>Whether the answer came within the milliseconds; where it did not, the thread is left to itself.</summary>
    internal static bool Ask(int milliseconds, Action question)
    {
        if (Libc.Pipe(out int reader, out int writer) < 0)
        {
            return false;
        }

        // A pipe tells of the answer: that is a wait with a limit, in the one way that nc waits.
        var asking = new Thread(() =>
        {
            question();
            Thread.MemoryBarrier();
            _ = Libc.Write(writer, "."u8);
        })
        {
            IsBackground = true,
        };
        asking.Start();
        if (!Readiness.Await(reader, Constants.POLLIN, milliseconds))
        {
            // The pipe stays open: the thread may yet write to it, and its number must not become a socket's.
            return false;
        }

        _ = Libc.Close(reader);
        _ = Libc.Close(writer);
        Thread.MemoryBarrier();
        return true;
    }
}
