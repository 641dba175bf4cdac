using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// The one loop: input to socket and socket to output, one thread, poll(2), no allocation after the start.
/// Half-close is kept apart in each direction; the flags of input and output are left as they are.
/// </summary>
internal sealed partial class Relay : IDisposable
{
    private const int Input = 0;
    private const int NetOut = 1;
    private const int NetIn = 2;
    private const int Output = 3;

    private readonly int _socket;
    private readonly RelayPolicy _policy;
    private readonly bool _endsWithPeer;
    private readonly Lane _out;
    private readonly Lane _in;
    private readonly QuitTimer _quit;
    private int _reads;

    /// <summary>Descriptors stay the caller's: the relay closes none of them.</summary>
    /// <param name="input">Read to its end; none reads nothing.</param>
    /// <param name="output">Where the peer's bytes go.</param>
    /// <param name="socket">Connected or, for datagrams from anybody, bound; non-blocking.</param>
    /// <param name="policy">What happens at the edges.</param>
    /// <param name="taps">Who sees the bytes that go each way.</param>
    internal Relay(KnownDescriptor input, KnownDescriptor output, int socket, RelayPolicy policy, ByteTaps taps = default)
    {
        _socket = socket;
        _policy = policy;
        LatestSender? latest = policy.AnswersLatest ? new LatestSender() : null;
        _out = new Lane(input.Number, socket, Movers.Outbound(input, policy, latest, taps.Sent), endless: false);
        _in = new Lane(socket, output.Number, Movers.Inbound(output, policy, latest, taps.Received), policy.FromAnybody);
        _quit = new QuitTimer(policy.ReceivesAfterEof, policy.RestartsOnReceive);

        // A file is there in whole: a peer that has finished sending may well still want all of it.
        _endsWithPeer = policy.EndsWithPeer && input.Kind != DescriptorKind.File;
        if (input.Kind == DescriptorKind.Null && !policy.AnswersLatest)
        {
            _out.End();
        }
    }

    /// <summary>When the time of <see cref="RelayPolicy.ReceivesAfterEof"/> is over, as <see cref="Clock"/> counts; null where it never began.</summary>
    internal long? QuitsAt => _quit.EndsAt;

    /// <summary>Moves bytes until there is a reason to stop, which is the result.</summary>
    internal RelayEnd Run()
    {
        Span<PollSlot> slots = stackalloc PollSlot[4];
        Begin(slots);
        while (true)
        {
            _quit.Tick(HasFinishedSending, _socket);
            if (End() is { } end)
            {
                return end;
            }

            _out.Arm(ref slots[Input], ref slots[NetOut]);
            _in.Arm(ref slots[NetIn], ref slots[Output]);
            int milliseconds = WaitWithinDeadline(out RelayEnd? whenOver);
            int answered = Await(slots, milliseconds);
            if (answered == 0 && whenOver is { } timer)
            {
                StopReceiving(timer);
                return timer;
            }

            if (answered > 0)
            {
                DropLostSinks(slots);
                MoveOut(slots);
                MoveIn(slots);
                Tell();
            }

            if (answered >= 0)
            {
                FinishSending();
            }

            if (answered > 0 && IsEndThere(slots[NetIn]))
            {
                MoveIn(slots);
                Tell();
                FinishSending();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _out.Dispose();
        _in.Dispose();
    }

    /// <summary>
    /// All of the input is sent and its direction is finished. Without an input that is so from the first event on: nc finishes sending at the
    /// end of a turn of its loop, and without an input nothing but the peer causes one.
    /// </summary>
    private bool HasFinishedSending => _out.Drained && !_out.SinkOpen;

    private RelayEnd? End()
    {
        if (Interruption is { } interruption)
        {
            return interruption;
        }

        if (_out.Drained && _in.Drained)
        {
            return RelayEnd.BothDrained;
        }

        if (!_out.SinkOpen && !_in.SinkOpen)
        {
            return RelayEnd.OutputsClosed;
        }

        return _endsWithPeer && _in.Drained && _out.IsEmpty ? RelayEnd.PeerDone : null;
    }

    /// <summary>Milliseconds for poll(2), and what it means when they are over; null means that the loop goes on.</summary>
    private int Wait(out RelayEnd? whenOver)
    {
        whenOver = null;
        if (_out.PauseLeft > 0)
        {
            return _out.PauseLeft;
        }

        int idle = _policy.IdleTimeout;
        if (_quit.EndsAt is null || (idle >= 0 && idle < _quit.Left))
        {
            whenOver = RelayEnd.IdleTimeout;
            return idle;
        }

        // What has arrived is written out, however long its reader takes.
        whenOver = _quit.IsOver ? RelayEnd.QuitTimer : null;
        return _quit.IsOver && !_in.IsEmpty ? -1 : _quit.Left;
    }

    /// <summary>A sink whose other side is gone ends its lane; what the peer had sent before is still taken from the socket.</summary>
    private void DropLostSinks(ReadOnlySpan<PollSlot> slots)
    {
        const int Gone = Constants.POLLERR | Constants.POLLHUP | Constants.POLLNVAL;
        if (slots[NetOut].Has(Gone))
        {
            _out.LoseSink(SocketError());
        }

        if (slots[Output].Has(Gone))
        {
            _in.LoseSink(slots[Output].Has(Constants.POLLNVAL) ? Constants.EBADF : Constants.EPIPE);
        }

        if (!_out.SinkOpen)
        {
            _out.CloseSource();
        }

        if (!_in.SinkOpen && _in.SourceOpen)
        {
            _ = Libc.Shutdown(_socket, Constants.SHUT_RD);
            _in.CloseSource();
        }
    }

    /// <summary>What comes after the time is refused by the kernel, as the real nc has it; an idle relay is simply left.</summary>
    private void StopReceiving(RelayEnd timer)
    {
        if (timer == RelayEnd.QuitTimer && _in.SourceOpen)
        {
            _ = Libc.Shutdown(_socket, Constants.SHUT_RD);
        }
    }

    private void MoveOut(ReadOnlySpan<PollSlot> slots)
    {
        bool roomy = slots[NetOut].Has(Constants.POLLOUT);
        if (_out.SourceOpen && slots[Input].Answer != 0)
        {
            // The socket does not block, so what was just read may go at once, without another turn.
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

        if (open && !_in.SourceOpen)
        {
            _ = Libc.Shutdown(_socket, Constants.SHUT_RD);
        }
    }

    private void Receive(in PollSlot slot)
    {
        int taken = _in.Fill(slot);
        _quit.Took(Math.Max(taken, 0));
        bool counted = taken >= 0 || !Errno.IsTransient(-taken);
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

    /// <summary>An input that is at its end and sent ends its direction; so does the peer's.</summary>
    private void FinishSending()
    {
        SendAnswers();
        if (_out.Drained && _out.SinkOpen && !_in.HasAnswers)
        {
            if (_policy.ShutsDownAtEof)
            {
                _ = Libc.Shutdown(_socket, Constants.SHUT_WR);
            }

            _out.CloseSink();
        }

        if (_in.Drained)
        {
            FinishOutput();
            _in.CloseSink();
        }
    }
}
