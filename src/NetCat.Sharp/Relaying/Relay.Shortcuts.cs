using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <content>What needs no poll(2) to be known.</content>
internal sealed partial class Relay
{
    private const int EarlyReads = 2;

    /// <summary>Microseconds. Of those tried 50 and 100 helped; after 200 the peer had come to wait for room in the receive buffer.</summary>
    private const int GatheringTime = 50;

    /// <summary>
    /// /dev/null is at its end before it is read. And who came to a listener has most often spoken by now, and even finished: where no input of
    /// ours could be passed over by that, it is tried.
    /// </summary>
    private void Begin(Span<PollSlot> slots)
    {
        if (_out.SourceOpen)
        {
            return;
        }

        if (_out.AtEnd)
        {
            FinishSending();
        }

        slots[NetIn].Watch(_socket.Descriptor, Constants.POLLIN);
        slots[NetIn].Answer = Constants.POLLIN;
        bool came = _endsWithPeer && _in.DrainsAtOnce && !_policy.Datagrams;
        for (int reads = 0; came && reads < EarlyReads; reads++)
        {
            long before = Received;
            MoveIn(slots);
            came = Received > before && _in.SourceOpen && _in.IsEmpty;
        }

        Tell();
        if (_in.Drained)
        {
            FinishSending();
        }
    }

    /// <summary>
    /// Lets packets gather before poll(2) waits for the next: a peer that fills the wire pays for each time that he wakes us, a third of what he
    /// spent. Whatever else happens ends the rest.
    /// </summary>
    private static int Gather(Span<PollSlot> slots, int milliseconds)
    {
        int answered = Libc.Poll(slots, 0);
        if (answered != 0)
        {
            return answered;
        }

        short wanted = slots[NetIn].Events;
        slots[NetIn].Events = 0;
        answered = Libc.PollBriefly(slots, GatheringTime);
        slots[NetIn].Events = wanted;
        return answered != 0 ? answered : Libc.Poll(slots, milliseconds);
    }

    /// <summary>The peer's end came together with its bytes, and taking it now keeps nothing of the input from being sent: poll(2) would tell nothing new.</summary>
    private bool IsEndThere(in PollSlot slot)
        => slot.Has(Constants.POLLRDHUP) && _in.SourceOpen && _in.IsEmpty && _in.DrainsAtOnce && !(_endsWithPeer && _out.SourceOpen);
}
