using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <summary>
/// One <c>struct pollfd</c> (poll(2)): a descriptor, the events to wait for, and the events that have occurred. Descriptor -1 is ignored.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollSlot
{
    internal int Descriptor;
    internal short Events;
    internal short Answer;

    internal readonly bool Has(int events) => (Answer & events) != 0;

    /// <summary>Waits for <paramref name="events"/>; 0 waits only for errors and hang-ups, which poll(2) always reports.</summary>
    internal void Watch(int descriptor, short events)
    {
        Descriptor = descriptor;
        Events = events;
        Answer = 0;
    }

    internal void Ignore() => Watch(-1, 0);
}
