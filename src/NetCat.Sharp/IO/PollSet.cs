using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>The descriptors that a loop waits to read from, each at its own index (poll(2)).</summary>
internal sealed class PollSet
{
    private PollSlot[] _slots = new PollSlot[4];
    private int _count;

    /// <summary>Sets the number of entries. All of them must be set again.</summary>
    internal void Resize(int count)
    {
        if (_slots.Length < count)
        {
            Array.Resize(ref _slots, 2 * count);
        }

        _count = count;
    }

    /// <summary>Waits for input from a descriptor; -1 leaves the entry empty.</summary>
    internal void Watch(int place, int descriptor) => _slots[place].Watch(descriptor, Constants.POLLIN);

    /// <summary>Waits; returns the number of ready descriptors, 0 at the deadline, or minus errno.</summary>
    internal int Wait(Deadline until) => Libc.Poll(_slots.AsSpan(0, _count), until.PollTime);

    /// <summary>Whether the descriptor at an index was ready or had an error at the last wait.</summary>
    internal bool IsReady(int place) => _slots[place].Answer != 0;
}
