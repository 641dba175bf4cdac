using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Descriptors that a loop waits to read from, each in a place of its own (poll(2)).</summary>
internal sealed class PollSet
{
    private PollSlot[] _slots = new PollSlot[4];
    private int _count;

    /// <summary>Sets how many places there are; all of them are to be filled anew.</summary>
    internal void Resize(int count)
    {
        if (_slots.Length < count)
        {
            Array.Resize(ref _slots, 2 * count);
        }

        _count = count;
    }

    /// <summary>Waits for input of a descriptor; -1 leaves the place empty.</summary>
    internal void Watch(int place, int descriptor) => _slots[place].Watch(descriptor, Constants.POLLIN);

    /// <summary>How many descriptors are ready, 0 when the time is over, or minus errno.</summary>
    internal int Wait(Deadline until) => Libc.Poll(_slots.AsSpan(0, _count), until.PollTime);

    /// <summary>Whether the descriptor at a place was ready, or had an error, at the last wait.</summary>
    internal bool IsReady(int place) => _slots[place].Answer != 0;
}
