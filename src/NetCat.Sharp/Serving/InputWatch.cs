using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Serving;

/// <summary>
/// Calls its owner when a descriptor has input or at a given time; used for signals, names of clients, and lists that are read again.
/// </summary>
/// <param name="descriptor">Returns the descriptor, at each arming; -1 watches nothing.</param>
/// <param name="callAt">Returns the time at which the owner is called in any case.</param>
/// <param name="handle">Called to handle the input or the time.</param>
internal sealed class InputWatch(Func<int> descriptor, Func<Deadline> callAt, Action handle) : IEventHandler
{
    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = callAt();
        slots[0].Watch(descriptor(), Constants.POLLIN);
        return true;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered) => handle();

    /// <inheritdoc/>
    public void Complete()
    {
    }
}
