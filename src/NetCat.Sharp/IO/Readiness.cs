using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Waiting for one descriptor (poll(2)).</summary>
internal static class Readiness
{
    /// <summary>Waits until the descriptor can be read; false when the milliseconds are over (-1 sets no limit).</summary>
    internal static bool AwaitInput(int descriptor, int milliseconds) => Await(descriptor, Constants.POLLIN, milliseconds);

    /// <summary>Waits until the descriptor can be written to; false when the milliseconds are over (-1 sets no limit).</summary>
    internal static bool AwaitRoom(int descriptor, int milliseconds) => Await(descriptor, Constants.POLLOUT, milliseconds);

    /// <summary>Whether it answered before the milliseconds were over; below zero there is no limit. Signals do not shorten the wait.</summary>
    internal static bool Await(int descriptor, short events, int milliseconds)
    {
        long end = Clock.Milliseconds + milliseconds;
        Span<PollSlot> slot = stackalloc PollSlot[1];
        int answered;
        do
        {
            slot[0].Watch(descriptor, events);
            int left = milliseconds < 0 ? -1 : (int)Math.Max(0, end - Clock.Milliseconds);
            answered = Libc.Poll(slot, left);
        }
        while (answered == -Constants.EINTR);
        return answered != 0;
    }
}
