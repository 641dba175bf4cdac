using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <summary>One <c>struct pollfd</c>: a descriptor, what is asked of it, what it answered (poll(2)). Descriptor -1 asks nothing.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollSlot
{
    internal int Descriptor;
    internal short Events;
    internal short Answer;

    internal readonly bool Has(int events) => (Answer & events) != 0;

    /// <summary>Asks for <paramref name="events"/>; 0 asks for errors and hang-ups alone, which poll(2) always reports.</summary>
    internal void Watch(int descriptor, short events)
    {
        Descriptor = descriptor;
        Events = events;
        Answer = 0;
    }

    internal void Ignore() => Watch(-1, 0);
}
