using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <content>Moves bytes between descriptors that are ready.</content>
internal sealed partial class Relay
{
    /// <summary>Ends the lane of a sink whose reader or peer has closed; data that the peer sent before is still read from the socket.</summary>
    private void DropLostSinks(ReadOnlySpan<PollSlot> slots)
    {
        const int Gone = Constants.POLLERR | Constants.POLLHUP | Constants.POLLNVAL;
        if (slots[NetOut].Has(Gone))
        {
            _out.LoseSink(SocketError());
        }

        if (slots[Output].Has(Gone))
        {
            _in.LoseSink(slots[Output].Has(Constants.POLLNVAL) ? Constants.EBADF : FinishesOutput ? OutputError(slots[Output].Descriptor) : Constants.EPIPE);
        }

        if (!_out.SinkOpen)
        {
            _out.CloseSource();
        }

        if (!_in.SinkOpen && _in.SourceOpen)
        {
            _socket.StopReceiving();
            _in.CloseSource();
        }
    }

    /// <summary>
    /// Closes the sinks of channels whose source has failed in both directions, so that the relay does not wait for input that it cannot send.
    /// </summary>
    private void DropFailedSinks()
    {
        if (_in.HasSourceFailed && _out.SinkOpen)
        {
            _out.LoseSink(_in.SourceFault);
            _out.CloseSource();
        }

        if (_out.HasSourceFailed && FinishesOutput && _in.SinkOpen)
        {
            _in.LoseSink(_out.SourceFault);
            if (_in.SourceOpen)
            {
                _socket.StopReceiving();
                _in.CloseSource();
            }
        }
    }

    /// <summary>Refuses further data. After the quit timer the kernel does so, as with nc.openbsd; an idle relay ends without that.</summary>
    private void StopReceiving(RelayEnd timer)
    {
        if (timer == RelayEnd.QuitTimer && _in.SourceOpen)
        {
            _socket.StopReceiving();
        }
    }

    private void MoveOut(ReadOnlySpan<PollSlot> slots)
    {
        bool roomy = (slots[NetOut].Answer & slots[NetOut].Events) != 0;
        if (_out.SourceOpen && slots[Input].Answer != 0)
        {
            // The socket is non-blocking, so data just read is written at once, without another turn.
            roomy |= _out.Fill(slots[Input]) > 0;
        }

        if (roomy && _out.SinkOpen && !_out.IsEmpty)
        {
            _out.Drain();
        }
    }

    private void MoveIn(ReadOnlySpan<PollSlot> slots)
    {
        bool open = _in.SourceOpen;
        if (open && slots[NetIn].Answer != 0)
        {
            Receive(slots[NetIn]);
        }

        if (_in.SinkOpen && !_in.IsEmpty && (_in.DrainsAtOnce || slots[Output].Has(Constants.POLLOUT)))
        {
            BeforeOutput?.Invoke();
            _in.Drain();
        }

        // Between two peers, the end of the data also ends the receiving direction: there is nothing left to refuse.
        if (open && !_in.SourceOpen && !(FinishesOutput && _in.AtEnd))
        {
            _socket.StopReceiving();
        }
    }

    private void Receive(in PollSlot slot)
    {
        int taken = _in.Fill(slot);
        _isUnwanted = taken < 0 && _senders is { HasRefused: true };
        _quit.Took(Math.Max(taken, 0));
        bool counted = taken >= 0 || !SystemError.IsTransient(-taken);
        if (counted && _policy.ReadLimit > 0 && ++_reads >= _policy.ReadLimit)
        {
            _in.CloseSource();
            _out.CloseSource();
        }
        else if (_quit.IsSpent)
        {
            _in.CloseSource();
        }
    }

    /// <summary>
    /// Finishes each direction whose source has ended and whose data is written. Between two peers, a direction that an error has cut short is not
    /// finished: FIN would make its data look complete.
    /// </summary>
    private void FinishSending()
    {
        SendAnswers();
        if (_out.Drained && _out.SinkOpen && !_in.HasAnswers && (!_policy.ShutsDownAtEof || IsCutShort(_out) || _out.FinishSink()))
        {
            _out.CloseSink();
        }

        if (_in.Drained && _in.SinkOpen && (!FinishesOutput || !_policy.ShutsDownAtEof || IsCutShort(_in) || _in.FinishSink()))
        {
            _in.CloseSink();
        }
    }

    private bool IsCutShort(Lane lane) => FinishesOutput && lane.SourceFault != 0;
}
