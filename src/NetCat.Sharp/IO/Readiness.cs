using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Waiting for one descriptor (poll(2)). Signals do not shorten a wait.</summary>
internal static class Readiness
{
    /// <summary>Waits until the descriptor can be read; false when the time is over.</summary>
    internal static bool AwaitInput(int descriptor, Deadline until = default) => Await(descriptor, Constants.POLLIN, until);

    /// <summary>Waits until the descriptor can be written to; false when the time is over.</summary>
    internal static bool AwaitRoom(int descriptor, Deadline until = default) => Await(descriptor, Constants.POLLOUT, until);

    /// <summary>Waits until one of the poll(2) events or an error is there; false when the time is over.</summary>
    internal static bool Await(int descriptor, short events, Deadline until = default)
    {
        Span<PollSlot> slot = stackalloc PollSlot[1];
        int answered;
        do
        {
            slot[0].Watch(descriptor, events);
            answered = Libc.Poll(slot, until.PollTime);
        }
        while (answered == -Constants.EINTR);
        return answered != 0;
    }
}
