using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Serving;

/// <summary>Calls its owner when a descriptor has input or when a time is over: signals, the names of clients, lists that are read again.</summary>
/// <param name="descriptor">Called at each arming; -1 watches nothing.</param>
/// <param name="patience">Milliseconds until the call in any case; -1 sets no limit.</param>
/// <param name="handle">Takes what is there.</param>
internal sealed class InputWatch(Func<int> descriptor, Func<int> patience, Action handle) : IEventHandler
{
    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out int milliseconds)
    {
        milliseconds = patience();
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
