using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <content>Somebody who wants to look at a relay now and then while it runs.</content>
internal sealed partial class Relay
{
    /// <summary>Asked at each turn of the loop, and told this relay; milliseconds until it wants to be asked again. Null where nobody looks.</summary>
    internal Func<Relay, int>? OnTick { get; init; }

    /// <summary>Asked at each turn of the loop, and after a system call that a signal interrupted; true ends the relay. Null where nothing interrupts it.</summary>
    internal Func<bool>? IsInterrupted { get; init; }

    private RelayEnd? Interruption => IsInterrupted is not null && IsInterrupted() ? RelayEnd.Interrupted : IsOverdue ? RelayEnd.TotalTimeout : null;

    /// <summary>Called before bytes go to the output; null where nothing is to be done then.</summary>
    internal Action? BeforeOutput { get; init; }

    /// <summary>poll(2), from which the looks in between do not return: a limit of time is not put off by them.</summary>
    private int Await(Span<PollSlot> slots, int milliseconds)
    {
        ArmAnswers(slots);
        if (OnTick is null)
        {
            return _in.GathersMore ? Gather(slots, milliseconds) : Libc.Poll(slots, milliseconds);
        }

        long end = milliseconds < 0 ? long.MaxValue : Clock.Milliseconds + milliseconds;
        while (true)
        {
            int beat = OnTick(this);
            long left = Math.Max(end - Clock.Milliseconds, 0);
            int answered = Libc.Poll(slots, (int)Math.Min(beat, left));
            if (answered != 0 || left <= beat)
            {
                return answered;
            }
        }
    }
}
