using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <content>Avoids or shortens calls of poll(2).</content>
internal sealed partial class Relay
{
    private const int EarlyReads = 2;

    /// <summary>The time in microseconds. Of the values tried, 50 and 100 helped; with 200 the peer waited for room in the receive buffer.</summary>
    private const int GatheringTime = 50;

    /// <summary>
    /// Handles what needs no first poll(2): /dev/null is at its end without a read, and a client has often sent data, even all of it, by the time it
    /// is accepted. Where that does not delay input, the relay reads from the socket at once.
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

        ReportEvents();
        if (_in.Drained)
        {
            FinishSending();
        }
    }

    /// <summary>
    /// Waits a short time without watching the socket, so that packets gather: at full rate, waking this process for each packet costs the sender a
    /// third of its time. An event on another descriptor ends the wait.
    /// </summary>
    private static int Gather(Span<PollSlot> slots, Deadline until)
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
        return answered != 0 ? answered : Libc.Poll(slots, until.PollTime);
    }

    /// <summary>
    /// Whether the end of the peer's data arrived with its last bytes, and can be read now without delaying input: poll(2) would report nothing new.
    /// </summary>
    private bool IsEndThere(in PollSlot slot)
        => slot.Has(Constants.POLLRDHUP) && _in.SourceOpen && _in.IsEmpty && _in.DrainsAtOnce && !(_endsWithPeer && _out.SourceOpen);
}
