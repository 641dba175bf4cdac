using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Serving;

/// <summary>A client of a <see cref="Crowd"/>. What it sends goes to the crowd; the data for it waits in its queue.</summary>
internal sealed partial class CrowdMember : IEventHandler, IDisposable
{
    private readonly Crowd _crowd;
    private readonly OwnedDescriptor _socket;
    private readonly OutgoingQueue _queue = new();
    private Deadline _idleUntil;
    private bool _hasFinished;
    private bool _isOver;
    private bool _isSlow;

    internal CrowdMember(Crowd crowd, int socket, in SockAddr peer, long number)
    {
        (_crowd, Peer, Number) = (crowd, peer, number);
        _socket = new OwnedDescriptor(socket);
        Channel = crowd.Options.Channel?.Invoke(socket) ?? PlainChannel.OfSocket(socket);
        _idleUntil = Deadline.In(crowd.Options.IdleTimeout);
    }

    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <summary>The client's address.</summary>
    internal SockAddr Peer { get; }

    /// <summary>The number of the client, counted from 1.</summary>
    internal long Number { get; }

    /// <summary>The client's socket, valid until the client has ended.</summary>
    internal int Socket => _socket.Number;

    /// <summary>The channel of the client.</summary>
    internal Channel Channel { get; }

    /// <summary>Whether the client's channel is open, so that the client has joined.</summary>
    internal bool HasJoined { get; private set; }

    /// <summary>Data that an observer attaches to the client.</summary>
    internal object? Note { get; set; }

    /// <summary>The number of bytes that the client's socket has taken.</summary>
    internal long Sent => _queue.Written;

    /// <summary>The number of bytes from the client.</summary>
    internal long Received { get; private set; }

    /// <summary>The number of bytes that were not sent to the client, because of <see cref="SlowPolicy.Drop"/> or because it was closed.</summary>
    internal long Missed { get; private set; }

    /// <summary>Why the client ended.</summary>
    internal CrowdEnd Reason { get; private set; }

    /// <summary>The errno of the connection, or 0.</summary>
    internal int Errno { get; private set; }

    /// <summary>The client's index among the members.</summary>
    internal int Index { get; set; }

    /// <summary>The loop entry that wakes the client.</summary>
    internal EventLoop.Entry? Entry { get; set; }

    /// <summary>The lines of a chat client, otherwise null.</summary>
    internal ChatLines? Lines { get; init; }

    /// <summary>Whether the client is not read because the crowd waits for a slow client.</summary>
    internal bool IsParked { get; private set; }

    /// <summary>Whether the client counts among those for which the crowd waits.</summary>
    internal bool IsFull { get; set; }

    /// <summary>The number of bytes in the queue.</summary>
    internal long Waiting => _queue.Length;

    /// <summary>Whether the channel holds bytes that poll(2) does not report.</summary>
    private bool HoldsInput => Reads && Channel.HasBufferedInput;

    private bool Reads => !_hasFinished && !_crowd.IsBlocked;

    /// <summary>Ends the client at the next turn of the loop.</summary>
    internal void End(CrowdEnd reason, int errno = 0)
    {
        if (!_isOver)
        {
            (_isOver, Reason, Errno) = (true, reason, errno);
            _crowd.Wake(this);
        }
    }

    /// <summary>
    /// Sends bytes, now or when the client's socket is writable. <see cref="SlowPolicy"/> determines what happens to bytes that do not fit in its
    /// queue.
    /// </summary>
    internal void Send(SharedBytes bytes)
    {
        if (_isOver || _hasFinished || !HasJoined)
        {
            return;
        }

        if (_queue.Length + bytes.Length > _crowd.Options.QueueLimit && _crowd.Options.Slow != SlowPolicy.Wait)
        {
            Missed += bytes.Length;
            if (!_isSlow)
            {
                _isSlow = true;
                _crowd.IsSlow(this);
            }

            if (_crowd.Options.Slow == SlowPolicy.Close)
            {
                End(CrowdEnd.Slow);
            }

            return;
        }

        bool wasEmpty = _queue.Length == 0;
        _queue.Add(bytes);
        if (wasEmpty)
        {
            Write();
            if (_queue.Length > 0)
            {
                _crowd.Wake(this);
            }
        }

        _crowd.Count(this);
    }

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = default;
        if (_hasFinished && _queue.Length == 0)
        {
            _isOver = true;
        }

        if (_isOver)
        {
            return false;
        }

        if (_opening is not null)
        {
            return _opening.Arm(slots, out until);
        }

        IsParked = !_hasFinished && !Reads;
        slots[0].Watch(_socket.Number, (short)((Reads ? Channel.ReadEvents : 0) | (_queue.Length > 0 ? Channel.WriteEvents : 0)));
        until = HoldsInput ? Deadline.Now : _idleUntil;
        return true;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        if (_isOver)
        {
            return;
        }

        if (_opening is not null)
        {
            _opening.Handle(slots, answered);
            Opened();
            return;
        }

        if (answered == 0 && !HoldsInput && _idleUntil.IsOver)
        {
            End(CrowdEnd.Idle);
            return;
        }

        if (slots[0].Has(Constants.POLLOUT))
        {
            Write();
            _crowd.Count(this);
        }

        if (Reads && (HoldsInput || slots[0].Has((short)(Channel.ReadEvents | Constants.POLLERR | Constants.POLLHUP))))
        {
            Read();
        }
        else if (slots[0].Has(Constants.POLLERR | Constants.POLLHUP))
        {
            End(CrowdEnd.Reset, Constants.ECONNRESET);
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        _queue.Clear();
        _crowd.Count(this);
        if (Reason is CrowdEnd.Slow or CrowdEnd.Reset)
        {
            Channel.Abandon();
        }

        _crowd.Ending(this);
        Dispose();
        _crowd.Ended(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Channel.Dispose();
        _socket.Dispose();
    }
}
