using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>
/// A client and its own connection to the target: first the connect(2), tried at one address after the other, then a relay.
/// Of the relay the target is the input and the output, so that <see cref="Relay.Sent"/> counts what the client was sent.
/// </summary>
internal sealed partial class ForwardedClient : IEventHandler, IDisposable
{
    /// <summary>Milliseconds until a connect(2) is tried again: a Unix listener has a full backlog, or no descriptor was left.</summary>
    private const int RetryEvery = 20;

    private readonly Forwarding _owner;
    private readonly IReadOnlyList<ResolvedAddress> _addresses;
    private readonly OwnedDescriptor _client;
    private OwnedDescriptor? _target;

    /// <summary>A socket that did not connect, until the loop has ended its watch: a new one may get its number.</summary>
    private OwnedDescriptor? _left;
    private bool _isWatched;
    private int _next;
    private long _connectsUntil = long.MaxValue;
    private bool _retries;
    private bool _isOver;

    internal ForwardedClient(Forwarding owner, int socket, in SockAddr peer, IReadOnlyList<ResolvedAddress> addresses)
    {
        (_owner, Peer, _addresses) = (owner, peer, addresses);
        _client = new OwnedDescriptor(socket);
    }

    /// <inheritdoc/>
    public int SlotCount => 4;

    /// <summary>The client's address.</summary>
    internal SockAddr Peer { get; }

    /// <summary>The client's socket, until the client has ended.</summary>
    internal int Socket => _client.Number;

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

    /// <summary>By which its loop wakes it.</summary>
    internal EventLoop.Entry? Entry { get; set; }

    /// <summary>Connects to the target, as far as that goes without waiting.</summary>
    internal void Dial()
    {
        if (_addresses.Count == 0)
        {
            Refusal = new OpenResult(-1, OpenStep.Connect);
            _isOver = IsRefused = true;
        }

        _retries = false;
        while (!_isOver && Relay is null && _target is null && _left is null && !_retries)
        {
            DialNext();
        }
    }

    /// <summary>Ends the client at the next turn of the loop.</summary>
    internal void Stop() => _isOver = true;

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out int milliseconds)
    {
        milliseconds = -1;
        if (_isOver)
        {
            return false;
        }

        if (Relay is not null)
        {
            return Relay.Arm(slots, out milliseconds) || AwaitsReset(slots, out milliseconds);
        }

        // With no events asked for the kernel still reports a client that resets.
        slots[0].Watch(_client.Number, 0);
        slots[1].Watch(_target?.Number ?? -1, Constants.POLLOUT);
        slots[2].Ignore();
        slots[3].Ignore();
        _isWatched = _target is not null;
        milliseconds = _left is not null ? 0 : _retries ? RetryEvery : Forwarding.Until(_connectsUntil);
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
        if (slots[0].Answer != 0)
        {
            _isOver = true;
        }
        else if (slots[1].Answer != 0)
        {
            int error = Libc.GetOption(_target!.Number, Constants.SOL_SOCKET, Constants.SO_ERROR, out int pending);
            Answered(error < 0 ? error : -pending);
        }
        else if (_target is not null && _connectsUntil <= Clock.Milliseconds)
        {
            Fail(OpenResult.Failed(OpenStep.ConnectTimeout, -Constants.ETIMEDOUT));
        }

        Dial();
    }

    private void DialNext()
    {
        ResolvedAddress to = _addresses[_next];
        SelfConnection.Prepare(to.Address);
        OpenResult result = Connecting.Prepare(to, default, _owner.Options.TargetOptions);
        if (!result.Opened)
        {
            if (SystemError.KindOf(result.Errno) == ErrorKind.Exhausted)
            {
                // The client keeps its place: it is connected when another has left.
                _retries = true;
                _owner.Delay(result.Errno);
                return;
            }

            Fail(result);
            return;
        }

        Libc.CloseOnExec(result.Descriptor);
        _target = new OwnedDescriptor(result.Descriptor);
        int limit = _owner.Options.ConnectMilliseconds;
        _connectsUntil = limit < 0 ? long.MaxValue : Math.Min(_connectsUntil, Clock.Milliseconds + limit);
        int error = Libc.Connect(_target.Number, to.Address);
        if (error == -Constants.EAGAIN)
        {
            _retries = true;
            DropTarget();
        }
        else if (error != -Constants.EINPROGRESS)
        {
            Answered(error);
        }
    }

    /// <summary>connect(2) has ended, with 0 or minus errno.</summary>
    private void Answered(int error)
    {
        ResolvedAddress to = _addresses[_next];
        if (error == 0 && to.Family != Constants.AF_UNIX && SelfConnection.Is(_target!.Number, to.Address))
        {
            error = -Constants.ECONNREFUSED;
        }

        if (error < 0)
        {
            Fail(OpenResult.Failed(OpenStep.Connect, error));
            return;
        }

        Target = to.Address;
        var target = PlainChannel.OfSocket(_target!.Number);
        Relay = _owner.Relay(this, target, PlainChannel.OfSocket(_client.Number));
        _owner.Connected(this);
    }

    /// <summary>The next address is tried; after the last one the client ends.</summary>
    private void Fail(in OpenResult result)
    {
        DropTarget();
        _connectsUntil = long.MaxValue;
        Refusal = result;
        _isOver = IsRefused = ++_next >= _addresses.Count;
    }

    private void DropTarget()
    {
        if (_isWatched)
        {
            _left = _target;
        }
        else
        {
            _target?.Dispose();
        }

        (_target, _isWatched) = (null, false);
    }
}
