using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <content>Opens both channels, and connects to the target.</content>
internal sealed partial class ForwardedClient
{
    private bool MayDial => !_isOver && Relay is null && _opening is null && _target is null && _left is null && !_retries;

    /// <summary>Begins to open a channel; the channel may be open at once.</summary>
    private void Open(Channel channel)
    {
        _opening = new ChannelOpening(channel, _owner.Options.OpeningLimit);
        Opened();
    }

    /// <summary>
    /// The slot that watches the socket of the opening channel. While the target's channel opens, the client's socket is watched too.
    /// </summary>
    private Span<PollSlot> OpeningSlot(Span<PollSlot> slots) => slots.Slice(_opening!.Channel == ClientChannel ? 0 : 1, 1);

    private void HandleOpening(Span<PollSlot> slots)
    {
        Span<PollSlot> own = OpeningSlot(slots);
        if (_opening!.Channel != ClientChannel && slots[0].Answer != 0)
        {
            _isOver = true;
            return;
        }

        _opening.Handle(own, own[0].Answer != 0 ? 1 : 0);
        Opened();
    }

    private void Opened()
    {
        if (_opening is not { IsOver: true } opening)
        {
            return;
        }

        _opening = null;
        if (opening.Result < 0)
        {
            Unopened = opening.Channel;
            _isOver = true;
            return;
        }

        _owner.Opened(this, opening.Channel);
        if (opening.Channel == ClientChannel)
        {
            BeginDial();
        }
        else
        {
            BeginRelay();
        }
    }

    private void BeginDial()
    {
        _dialsOnThread = _owner.DialsOnThread(this);
        if (!_dialsOnThread)
        {
            Dial();
        }
    }

    /// <summary>Called when the thread has connected to the target or has failed.</summary>
    internal void Dialed(in DialedTarget target)
    {
        if (target.Socket is null)
        {
            DialFailure = target.Failure;
            _isOver = IsRefused = true;
        }
        else if (_isOver)
        {
            target.Socket.Dispose();
        }
        else
        {
            _target = target.Socket;
            Target = SocketAddresses.PeerOf(_target.Number);
            Connected();
        }

        _owner.Wake(this);
    }

    /// <summary>Connects to the target as far as possible without waiting.</summary>
    private void Dial()
    {
        if (_addresses.Count == 0)
        {
            Refusal = new OpenResult(-1, OpenStep.Connect);
            _isOver = IsRefused = true;
        }

        _retries = false;
        while (MayDial)
        {
            DialNext();
        }
    }

    private void DialNext()
    {
        ResolvedAddress to = _addresses[_next];
        SelfConnection.Prepare(to.Address);
        OpenResult result = Connecting.Prepare(to with { SocketType = to.SocketType | Constants.SOCK_CLOEXEC }, default, _owner.Options.TargetOptions);
        if (!result.Opened)
        {
            if (SystemError.KindOf(result.Errno) == ErrorKind.Exhausted)
            {
                // The client stays, and is connected when another client has left.
                _retries = true;
                _owner.Delay(result.Errno);
                return;
            }

            Fail(result);
            return;
        }

        _target = new OwnedDescriptor(result.Descriptor);
        if (to.Family != Constants.AF_UNIX)
        {
            // Small writes to the target must not wait for the acknowledgement of an earlier segment.
            _ = Libc.SetOption(_target.Number, Constants.IPPROTO_TCP, Constants.TCP_NODELAY, 1);
        }

        _connectsUntil = _connectsUntil.Or(Deadline.In(_owner.Options.ConnectTimeout));
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
        else if (IsConnected(_target.Number))
        {
            Answered(0);
        }
    }

    /// <summary>
    /// Whether a connection in progress is complete. A target on this host has answered before connect(2) returns EINPROGRESS, and an immediate
    /// check costs less than a turn of the loop.
    /// </summary>
    private static bool IsConnected(int socket)
    {
        Span<PollSlot> slots = stackalloc PollSlot[1];
        slots[0].Watch(socket, Constants.POLLOUT);
        return Libc.Poll(slots, 0) == 1 && slots[0].Answer == Constants.POLLOUT;
    }

    /// <summary>Handles the end of connect(2), which is 0 or minus errno.</summary>
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
        _connectsUntil = Deadline.Never;
        Connected();
    }

    private void Connected()
    {
        TargetChannel = _owner.Options.TargetChannel?.Invoke(_target!.Number) ?? PlainChannel.OfSocket(_target!.Number);
        if (_owner.Options.TargetChannel is not null)
        {
            Open(TargetChannel);
        }
        else
        {
            BeginRelay();
        }
    }

    private void BeginRelay()
    {
        Relay = _owner.Relay(this, TargetChannel!, ClientChannel);
        _owner.Connected(this);
    }

    /// <summary>Tries the next address; after the last one the client ends.</summary>
    private void Fail(in OpenResult result)
    {
        DropTarget();
        _connectsUntil = Deadline.Never;
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
