using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>
/// A client and its own connection to the target. First the client's channel is opened. Then the target's addresses are tried one after the other,
/// and the target's channel is opened. Then a relay runs, with the target as its input and output, so that <see cref="Relay.Sent"/> counts the bytes
/// sent to the client.
/// </summary>
internal sealed partial class ForwardedClient : IEventHandler, IDisposable
{
    /// <summary>The time until a connect(2) is tried again because a Unix listener has a full backlog or no descriptor was left.</summary>
    private static readonly TimeSpan s_retryEvery = TimeSpan.FromMilliseconds(20);

    private readonly Forwarding _owner;
    private readonly IReadOnlyList<ResolvedAddress> _addresses;
    private readonly OwnedDescriptor _client;
    private OwnedDescriptor? _target;

    /// <summary>The opening of the client's or the target's channel, while it is in progress.</summary>
    private ChannelOpening? _opening;

    /// <summary>A socket that did not connect, kept open until the loop no longer watches it, so that a new socket cannot get its number.</summary>
    private OwnedDescriptor? _left;
    private bool _isWatched;
    private int _next;
    private Deadline _connectsUntil;
    private bool _retries;
    private bool _dialsOnThread;
    private bool _isOver;

    internal ForwardedClient(Forwarding owner, int socket, in SockAddr peer, IReadOnlyList<ResolvedAddress> addresses)
    {
        (_owner, Peer, _addresses) = (owner, peer, addresses);
        _client = new OwnedDescriptor(socket);
        ClientChannel = owner.Options.ClientChannel?.Invoke(socket) ?? PlainChannel.OfSocket(socket);
    }

    /// <inheritdoc/>
    public int SlotCount => 4;

    /// <summary>The client's address.</summary>
    internal SockAddr Peer { get; }

    /// <summary>The client's socket, valid until the client has ended.</summary>
    internal int Socket => _client.Number;

    /// <summary>The channel of the client.</summary>
    internal Channel ClientChannel { get; }

    /// <summary>The channel of the target; null before the target is connected.</summary>
    internal Channel? TargetChannel { get; private set; }

    /// <summary>Data that an observer attaches to the client.</summary>
    internal object? Note { get; set; }

    /// <summary>The address of the target, set when it is connected.</summary>
    internal SockAddr Target { get; private set; }

    /// <summary>The relay; null while there is no connection to the target. After its end it still has its counts and errors.</summary>
    internal Relay? Relay { get; private set; }

    /// <summary>Whether the connection to the target failed; false also if the client left before that was known.</summary>
    internal bool IsRefused { get; private set; }

    /// <summary>Why there is no connection to the target; without an errno if the target has no address.</summary>
    internal OpenResult Refusal { get; private set; }

    /// <summary>The error line if <see cref="ForwardOptions.Dial"/> made no connection to the target; otherwise empty.</summary>
    internal string DialFailure { get; private set; } = "";

    /// <summary>Whether the client is about to be closed.</summary>
    internal bool IsOver => _isOver;

    /// <summary>The channel that did not open, the client's or the target's; null if none failed.</summary>
    internal Channel? Unopened { get; private set; }

    /// <summary>The EAI_ code of the lookup of the target's name, or 0.</summary>
    internal int LookupError => _owner.LookupError;

    /// <summary>The loop entry that wakes the client.</summary>
    internal EventLoop.Entry? Entry { get; set; }

    /// <summary>Opens the client's channel and connects to the target, as far as possible without waiting.</summary>
    internal void Begin()
    {
        if (_owner.Options.ClientChannel is not null)
        {
            Open(ClientChannel);
        }
        else
        {
            BeginDial();
        }
    }

    /// <summary>Whether the host has ended the client, because all clients end or another one is served.</summary>
    internal bool IsStopped { get; private set; }

    /// <summary>Whether another client is served instead.</summary>
    internal bool IsLate { get; private set; }

    /// <summary>Ends the client at the next turn of the loop.</summary>
    /// <param name="isLate">Whether another client is served instead.</param>
    internal void Stop(bool isLate = false)
    {
        IsStopped |= !_isOver;
        IsLate |= isLate;
        _isOver = true;
    }

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = default;
        if (_isOver)
        {
            return false;
        }

        if (Relay is not null)
        {
            return Relay.Arm(slots, out until) || AwaitsReset(slots, out until);
        }

        // The kernel reports a reset by the client even if no events are requested.
        slots[0].Watch(_client.Number, 0);
        slots[1].Watch(_target?.Number ?? -1, Constants.POLLOUT);
        slots[2].Ignore();
        slots[3].Ignore();
        _isWatched = _target is not null;
        if (_opening is not null)
        {
            return _opening.Arm(OpeningSlot(slots), out until);
        }

        until = _left is not null ? Deadline.Now : _retries ? Deadline.In(s_retryEvery) : _connectsUntil;
        return true;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        if (_isOver)
        {
            return;
        }

        if (Relay is not null)
        {
            if (Relay.Ended is null)
            {
                Relay.Handle(slots, answered);
            }

            return;
        }

        _left?.Dispose();
        _left = null;
        if (_opening is not null)
        {
            HandleOpening(slots);
            return;
        }

        if (slots[0].Answer != 0)
        {
            _isOver = true;
        }
        else if (slots[1].Answer != 0)
        {
            int error = Libc.GetOption(_target!.Number, Constants.SOL_SOCKET, Constants.SO_ERROR, out int pending);
            Answered(error < 0 ? error : -pending);
        }
        else if (_target is not null && _connectsUntil.IsOver)
        {
            Fail(OpenResult.Failed(OpenStep.ConnectTimeout, -Constants.ETIMEDOUT));
        }

        if (!_dialsOnThread)
        {
            Dial();
        }
    }
}
