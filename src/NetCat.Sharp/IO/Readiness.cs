using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Waits for one descriptor (poll(2)). Signals do not shorten a wait.</summary>
internal static class Readiness
{
    /// <summary>Waits until the descriptor is readable; false if the deadline passes first.</summary>
    internal static bool AwaitInput(int descriptor, Deadline until = default) => Await(descriptor, Constants.POLLIN, until);

    /// <summary>Waits until the descriptor is writable; false if the deadline passes first.</summary>
    internal static bool AwaitRoom(int descriptor, Deadline until = default) => Await(descriptor, Constants.POLLOUT, until);

    /// <summary>Waits for one of the poll(2) events or an error; false if the deadline passes first.</summary>
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
