using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <content>
/// Sends answers to telnet's negotiation to the peer, along with the input. They never block, and do not split a piece of the input.
/// </content>
internal sealed partial class Relay
{
    /// <summary>Sends what the socket accepts, after all input that was read is sent.</summary>
    private void SendAnswers()
    {
        if (_in.HasAnswers && !_out.WantsSink)
        {
            _in.SendAnswers(_socket);
        }
    }

    /// <summary>While answers wait, no more input is read, because it would delay them without limit.</summary>
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
