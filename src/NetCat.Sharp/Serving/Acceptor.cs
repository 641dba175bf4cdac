using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>
/// Accepts the clients of a listener in an <see cref="EventLoop"/>. It pauses while its host has no room, and while no descriptor is left in the
/// process or the system. Clients then wait in the listen backlog, and connected clients continue.
/// </summary>
internal sealed class Acceptor : IEventHandler
{
    /// <summary>The number of clients that are accepted before other handlers of the loop run.</summary>
    private const int AtOnce = 64;

    /// <summary>The time until accept(2) is tried again when no descriptor is left: another process may use the last one.</summary>
    private static readonly TimeSpan s_retryEvery = TimeSpan.FromMilliseconds(100);

    private readonly EventLoop _loop;
    private readonly EventLoop.Entry _entry;
    private readonly IClientHost _host;
    private readonly int _listener;
    private Deadline _retriesAt;
    private bool _isNoticed;
    private bool _awaitsHost;
    private bool _isClosed;

    /// <summary>Starts to accept at the next turn of the loop.</summary>
    /// <param name="loop">The loop whose thread accepts.</param>
    /// <param name="listener">A listening socket; it is made non-blocking. Its owner closes it.</param>
    /// <param name="host">The host that serves the clients.</param>
    internal Acceptor(EventLoop loop, int listener, IClientHost host)
    {
        (_loop, _listener, _host) = (loop, listener, host);
        Libc.SetNonBlocking(listener);
        _entry = loop.Add(this);
    }

    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <summary>Whether no descriptor is left.</summary>
    internal bool IsExhausted => _retriesAt.IsSet;

    /// <summary>Whether the listener is no longer used.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>Checks the host again: it has room, or it has what it needed.</summary>
    internal void Resume()
    {
        (_retriesAt, _awaitsHost) = (Deadline.Never, false);
        _loop.Wake(_entry);
    }

    /// <summary>Stops accepting until the next <see cref="Resume"/> or for a fixed time, because no descriptor is left.</summary>
    internal void Exhaust(int errno)
    {
        _retriesAt = Deadline.In(s_retryEvery);
        if (!_isNoticed)
        {
            _isNoticed = true;
            _host.Exhausted(errno);
        }

        _loop.Wake(_entry);
    }

    /// <summary>Stops accepting clients.</summary>
    internal void Close()
    {
        _isClosed = true;
        _loop.Wake(_entry);
    }

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = _retriesAt;
        slots[0].Watch(IsExhausted || _awaitsHost || !_host.HasRoom ? -1 : _listener, Constants.POLLIN);
        return !_isClosed;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        if (answered == 0)
        {
            // The acceptor was woken or a pause is over; the next turn shows whether a client waits.
            _retriesAt = _retriesAt.IsOver ? Deadline.Never : _retriesAt;
            return;
        }

        for (int i = 0; i < AtOnce && !_isClosed && !IsExhausted && _host.HasRoom; i++)
        {
            _awaitsHost = !_host.Prepare();
            if (_awaitsHost || !Accept())
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Complete() => IsDone = true;

    private bool Accept()
    {
        int accepted = Listening.AcceptNow(_listener, closesOnExec: true, out SockAddr peer);
        if (accepted >= 0)
        {
            _host.Serve(accepted, peer);
            return true;
        }

        _host.Missed();
        if (accepted == -Constants.EAGAIN)
        {
            _isNoticed = false;
        }
        else if (SystemError.KindOf(-accepted) == ErrorKind.Exhausted)
        {
            Exhaust(-accepted);
        }
        else if (!SystemError.IsTransient(-accepted))
        {
            _host.AcceptFailed(-accepted);
        }

        return false;
    }
}
