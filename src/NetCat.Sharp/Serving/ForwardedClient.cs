using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>
/// A client and its own connection to the target: first the client's channel is opened, then the target is connected to at one address after
/// the other and its channel opened, then a relay. Of the relay the target is the input and the output, so that <see cref="Relay.Sent"/> counts what the client was sent.
/// </summary>
internal sealed partial class ForwardedClient : IEventHandler, IDisposable
{
    /// <summary>After it a connect(2) is tried again: a Unix listener has a full backlog, or no descriptor was left.</summary>
    private static readonly TimeSpan s_retryEvery = TimeSpan.FromMilliseconds(20);

    private readonly Forwarding _owner;
    private readonly IReadOnlyList<ResolvedAddress> _addresses;
    private readonly OwnedDescriptor _client;
    private OwnedDescriptor? _target;

    /// <summary>The client's channel or the target's while it is opened.</summary>
    private ChannelOpening? _opening;

    /// <summary>A socket that did not connect, until the loop has ended its watch: a new one may get its number.</summary>
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

    /// <summary>The client's socket, until the client has ended.</summary>
    internal int Socket => _client.Number;

    /// <summary>What is read and written of the client.</summary>
    internal Channel ClientChannel { get; }

    /// <summary>What is read and written of the target; null before it is connected.</summary>
    internal Channel? TargetChannel { get; private set; }

    /// <summary>What an observer keeps about the client.</summary>
    internal object? Note { get; set; }

    /// <summary>The address of the target, once it is connected.</summary>
    internal SockAddr Target { get; private set; }

    /// <summary>Null while there is no connection to the target. After the end it still has its counts and errors.</summary>
    internal Relay? Relay { get; private set; }

    /// <summary>The target did not answer; false also where the client left before it could.</summary>
    internal bool IsRefused { get; private set; }

    /// <summary>Why there is no connection to the target; without an errno where the target has no address.</summary>
    internal OpenResult Refusal { get; private set; }

    /// <summary>Why there is no connection to the target, as a line, where <see cref="ForwardOptions.Dial"/> made none; otherwise empty.</summary>
    internal string DialFailure { get; private set; } = "";

    /// <summary>The client is about to be closed.</summary>
    internal bool IsOver => _isOver;

    /// <summary>The channel that did not open, the client's or the target's; null where none failed.</summary>
    internal Channel? Unopened { get; private set; }

    /// <summary>The EAI_ code of the target's name, 0 where it has addresses.</summary>
    internal int LookupError => _owner.LookupError;

    /// <summary>By which its loop wakes it.</summary>
    internal EventLoop.Entry? Entry { get; set; }

    /// <summary>Opens the client's channel and connects to the target, as far as that goes without waiting.</summary>
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

    /// <summary>The host has ended the client: all are ended, or another one is served.</summary>
    internal bool IsStopped { get; private set; }

    /// <summary>Another client is the one that is served.</summary>
    internal bool IsLate { get; private set; }

    /// <summary>Ends the client at the next turn of the loop.</summary>
    /// <param name="isLate">Another client is the one that is served.</param>
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

        // With no events asked for the kernel still reports a client that resets.
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
