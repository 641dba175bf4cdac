using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Moves bytes from the input to the socket and from the socket to the output, in two lanes. It allocates nothing after the start. <see cref="Run"/>
/// waits with poll(2) for this relay alone; an <see cref="EventLoop"/> runs many. Each direction is half-closed independently. The flags of input and
/// output are not changed.
/// </summary>
internal sealed partial class Relay : IEventHandler, IDisposable
{
    private const int Input = 0;
    private const int NetOut = 1;
    private const int NetIn = 2;
    private const int Output = 3;
    private const int Aside = 4;

    private readonly Channel _socket;
    private readonly RelayPolicy _policy;
    private readonly bool _endsWithPeer;
    private readonly Lane _out;
    private readonly Lane _in;
    private readonly QuitTimer _quit;
    private readonly LatestSender? _senders;
    private int _reads;
    private bool _hasBegun;
    private RelayEnd? _end;
    private RelayEnd? _whenOver;

    /// <summary>Creates a relay that does not own the channels and closes none of them.</summary>
    /// <param name="input">The channel to read to its end; null reads nothing.</param>
    /// <param name="output">The channel for the peer's bytes; null writes nothing.</param>
    /// <param name="socket">A non-blocking socket that is connected or, to receive datagrams of all senders, bound.</param>
    /// <param name="policy">When and how each direction ends.</param>
    /// <param name="taps">Called with the bytes of each direction.</param>
    /// <param name="pool">The pool of the event loop, if input and output are a socket and many relays share a thread.</param>
    /// <param name="senders">Receives datagrams on a socket without a peer; by default from all senders.</param>
    internal Relay(Channel? input, Channel? output, Channel socket, RelayPolicy policy, ByteTaps taps = default, RelayPool? pool = null, LatestSender? senders = null)
    {
        _socket = socket;
        _policy = policy;
        LatestSender? latest = senders ?? (policy.RepliesToLatestSender || policy.NamesSenders ? new LatestSender(policy.RepliesToLatestSender) : null);
        _out = new Lane(input, socket, Movers.Outbound(input, socket, policy, latest, taps.Sent, pool), endless: false);
        _in = new Lane(socket, output, Movers.Inbound(output, socket, policy, latest, taps.Received, pool), policy.FromAnySender);
        _senders = latest;
        _quit = new QuitTimer(policy.ReceivesAfterEof, policy.RestartsOnReceive);

        // All data of a file is available: a peer that has finished sending may still read all of it.
        _endsWithPeer = policy.EndsWithPeer && input?.Kind != DescriptorKind.File;
        if (input?.Kind == DescriptorKind.Null && !policy.RepliesToLatestSender)
        {
            _out.End();
        }
    }

    /// <summary>Called after the end, when an <see cref="EventLoop"/> has stopped watching the descriptors.</summary>
    internal Action? Completed { get; init; }

    /// <summary>Whether the output has a peer of its own that is sent the end of the data. Default: the output stays open.</summary>
    internal bool FinishesOutput { get; init; }

    /// <summary>When the time of <see cref="RelayPolicy.ReceivesAfterEof"/> ends; not set if it has not begun.</summary>
    internal Deadline QuitsAt => _quit.EndsAt;

    /// <inheritdoc/>
    public int SlotCount => OnAside is null ? Aside : Aside + 1;

    /// <summary>Why the relay ended; null while it runs.</summary>
    internal RelayEnd? Ended => _end;

    /// <summary>Moves bytes until the relay ends, and returns the reason.</summary>
    internal RelayEnd Run()
    {
        Span<PollSlot> slots = stackalloc PollSlot[SlotCount];
        while (Arm(slots, out Deadline until))
        {
            Handle(slots, Await(slots, until));
        }

        return _end!.Value;
    }

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _endsAt = Deadline.In(_policy.TotalTimeout);
            Begin(slots);
        }

        until = default;
        _quit.Tick(HasFinishedSending, _socket.Descriptor);
        if ((_end ??= End()) is not null)
        {
            return false;
        }

        _out.Arm(ref slots[Input], ref slots[NetOut]);
        _in.Arm(ref slots[NetIn], ref slots[Output]);
        ArmAnswers(slots);
        ArmAside(slots);
        until = WaitWithinDeadline(out _whenOver);
        until = _in.HasBufferedInput || _out.HasBufferedInput ? Deadline.Now : until;
        return true;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        if (_in.HasBufferedInput)
        {
            slots[NetIn].Answer |= Constants.POLLIN;
            answered = Math.Max(answered, 1);
        }

        if (_out.HasBufferedInput)
        {
            slots[Input].Answer |= Constants.POLLIN;
            answered = Math.Max(answered, 1);
        }

        if (answered == 0 && _whenOver is { } timer)
        {
            StopReceiving(timer);
            _end = timer;
            return;
        }

        _isUnwanted = false;
        if (answered > 0)
        {
            HandleAside(slots);
            DropLostSinks(slots);
            MoveOut(slots);
            MoveIn(slots);
            DropFailedSinks();
            ReportEvents();
        }

        if (answered >= 0)
        {
            FinishSending();
        }

        if (answered > 0 && IsEndThere(slots[NetIn]))
        {
            MoveIn(slots);
            DropFailedSinks();
            ReportEvents();
            FinishSending();
        }

        EndIfIdle(answered);
    }

    /// <inheritdoc/>
    public void Complete() => Completed?.Invoke();

    /// <inheritdoc/>
    public void Dispose()
    {
        _out.Dispose();
        _in.Dispose();
    }

    /// <summary>
    /// Whether all of the input is sent and its direction is finished. Without an input this is true from the first event on: nc finishes sending at
    /// the end of a turn of its loop, and without an input only the peer causes one. A timer that each receipt restarts does not wait for an event.
    /// </summary>
    private bool HasFinishedSending => _out.Drained && (!_out.SinkOpen || _policy.RestartsOnReceive);

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

    /// <summary>Returns the end of the wait, and why the relay ends then; null means that it continues.</summary>
    private Deadline Wait(out RelayEnd? whenOver)
    {
        whenOver = null;
        if (_out.IsPaused)
        {
            return _out.ResumesAt;
        }

        Deadline idle = IdleAt();
        if (!_quit.EndsAt.IsSet || idle.CompareTo(_quit.EndsAt) < 0)
        {
            whenOver = RelayEnd.IdleTimeout;
            return idle;
        }

        // Received data is written out, however long its reader takes.
        whenOver = _quit.IsOver ? RelayEnd.QuitTimer : null;
        return _quit.IsOver && !_in.IsEmpty ? Deadline.Never : _quit.EndsAt;
    }
}
