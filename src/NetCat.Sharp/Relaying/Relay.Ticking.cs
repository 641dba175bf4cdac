using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <content>Calls the owner of the relay while it runs: for progress, for signals, before output.</content>
internal sealed partial class Relay
{
    /// <summary>Called at each turn of the loop; returns when the next call is due. Null if there is nothing to call.</summary>
    internal Func<Relay, Deadline>? OnTick { get; init; }

    /// <summary>
    /// Called at each turn of the loop, and after a system call that a signal interrupted; true ends the relay. Null if nothing interrupts it.
    /// </summary>
    internal Func<bool>? IsInterrupted { get; init; }

    private RelayEnd? Interruption => IsInterrupted is not null && IsInterrupted() ? RelayEnd.Interrupted : IsOverdue ? RelayEnd.TotalTimeout : null;

    /// <summary>Called before bytes are written to the output, or null.</summary>
    internal Action? BeforeOutput { get; init; }

    /// <summary>Called when <see cref="AsideDescriptor"/> has input; null if the relay watches no such descriptor.</summary>
    internal Action? OnAside { get; init; }

    /// <summary>A descriptor that the relay watches for its owner.</summary>
    internal int AsideDescriptor { get; init; } = -1;

    private void ArmAside(Span<PollSlot> slots)
    {
        if (OnAside is not null)
        {
            slots[Aside].Watch(AsideDescriptor, Constants.POLLIN);
        }
    }

    private void HandleAside(ReadOnlySpan<PollSlot> slots)
    {
        if (OnAside is not null && slots[Aside].Answer != 0)
        {
            OnAside();
        }
    }

    /// <summary>
    /// Calls poll(2) until the deadline. In between it makes the calls of <see cref="OnTick"/> and waits again, so that they do not extend a time
    /// limit.
    /// </summary>
    private int Await(Span<PollSlot> slots, Deadline until)
    {
        if (OnTick is null)
        {
            return _in.GathersMore ? Gather(slots, until) : Libc.Poll(slots, until.PollTime);
        }

        int answered;
        do
        {
            answered = Libc.Poll(slots, OnTick(this).Or(until).PollTime);
        }
        while (answered == 0 && !until.IsOver);
        return answered;
    }
}
