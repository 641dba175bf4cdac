using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <content>What is sent to the peer besides the input: answers to telnet's negotiation. They never block, and cut no piece of the input in two.</content>
internal sealed partial class Relay
{
    /// <summary>Sends what the socket takes, once all that was read of the input is sent.</summary>
    private void SendAnswers()
    {
        if (_in.HasAnswers && !_out.WantsSink)
        {
            _in.SendAnswers(_socket);
        }
    }

    /// <summary>While answers wait, nothing more of the input is read: it would go before them without end.</summary>
    private void ArmAnswers(Span<PollSlot> slots)
    {
        SendAnswers();
        if (_in.HasAnswers)
        {
            slots[Input].Ignore();
            slots[NetOut].Watch(_socket.Descriptor, _socket.WriteEvents);
        }
    }
}
