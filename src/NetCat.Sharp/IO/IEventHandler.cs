using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// Work that waits for descriptors and for time, and never blocks by itself. The same handler runs in a loop of its own with poll(2)
/// or among others in an <see cref="EventLoop"/>.
/// </summary>
internal interface IEventHandler
{
    /// <summary>The most slots that <see cref="Arm"/> fills.</summary>
    int SlotCount { get; }

    /// <summary><see cref="Complete"/> closes every descriptor that was watched, which ends the watches: the loop saves its calls for that.</summary>
    bool ClosesWatched => false;

    /// <summary>States what to wait for.</summary>
    /// <param name="slots">Each is filled or ignored.</param>
    /// <param name="until">When <see cref="Handle"/> is called although nothing is ready.</param>
    /// <returns>False where the handler is done: it is not called again.</returns>
    bool Arm(Span<PollSlot> slots, out Deadline until);

    /// <summary>Handles what has happened.</summary>
    /// <param name="slots">As armed, with the answers of the kernel.</param>
    /// <param name="answered">How many slots have an answer; 0 when the time is over.</param>
    void Handle(Span<PollSlot> slots, int answered);

    /// <summary>Called once, after an <see cref="EventLoop"/> has ended its watches: the descriptors may be closed from here on.</summary>
    void Complete();
}
