using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// A handler that waits for descriptors and for deadlines, and never blocks. The same handler can run alone with poll(2) or with others in an
/// <see cref="EventLoop"/>.
/// </summary>
internal interface IEventHandler
{
    /// <summary>The largest number of slots that <see cref="Arm"/> fills.</summary>
    int SlotCount { get; }

    /// <summary>
    /// Whether <see cref="Complete"/> closes every watched descriptor. Closing ends the watches, so the loop saves the system calls for that.
    /// </summary>
    bool ClosesWatched => false;

    /// <summary>Fills in the events and the deadline to wait for.</summary>
    /// <param name="slots">The slots; the handler fills each one or marks it as ignored.</param>
    /// <param name="until">The time at which <see cref="Handle"/> is called even if nothing is ready.</param>
    /// <returns>False if the handler is done: it is not called again.</returns>
    bool Arm(Span<PollSlot> slots, out Deadline until);

    /// <summary>Handles the events that have occurred.</summary>
    /// <param name="slots">The slots as armed, with the events that the kernel reports.</param>
    /// <param name="answered">The number of slots with events; 0 if the deadline has passed or the handler was woken.</param>
    void Handle(Span<PollSlot> slots, int answered);

    /// <summary>Called once after an <see cref="EventLoop"/> has stopped watching the descriptors: they may be closed now.</summary>
    void Complete();
}
