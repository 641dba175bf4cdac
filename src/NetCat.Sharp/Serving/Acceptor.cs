using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>
/// Accepts the clients of a listener in an <see cref="EventLoop"/>. It pauses while its host has no room, and while the process or the
/// system has no descriptor left: clients then wait in the listen backlog, and those that are connected go on.
/// </summary>
internal sealed class Acceptor : IEventHandler
{
    /// <summary>Clients accepted before others of the loop have their turn.</summary>
    private const int AtOnce = 64;

    /// <summary>After it accept(2) is tried again without descriptors: another process may have had the last one.</summary>
    private static readonly TimeSpan s_retryEvery = TimeSpan.FromMilliseconds(100);

    private readonly EventLoop _loop;
    private readonly EventLoop.Entry _entry;
    private readonly IClientHost _host;
    private readonly int _listener;
    private Deadline _retriesAt;
    private bool _isNoticed;
    private bool _awaitsHost;
    private bool _isClosed;

    /// <summary>Accepts from the next turn of the loop on.</summary>
    /// <param name="loop">Its thread accepts.</param>
    /// <param name="listener">Listening; made non-blocking. Stays its owner's to close.</param>
    /// <param name="host">Serves the clients.</param>
    internal Acceptor(EventLoop loop, int listener, IClientHost host)
    {
        (_loop, _listener, _host) = (loop, listener, host);
        Libc.SetNonBlocking(listener);
        _entry = loop.Add(this);
    }

    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <summary>Descriptors are used up.</summary>
    internal bool IsExhausted => _retriesAt.IsSet;

    /// <summary>The listener is no longer used.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>Looks at the host again: it has room, or what it needed.</summary>
    internal void Resume()
    {
        (_retriesAt, _awaitsHost) = (Deadline.Never, false);
        _loop.Wake(_entry);
    }

    /// <summary>Accepts none until the next <see cref="Resume"/> or some time is over: descriptors are used up.</summary>
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

    /// <summary>Accepts no further client.</summary>
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
            // Woken, or the time of a pause is over: the next turn sees whether there is a client.
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
