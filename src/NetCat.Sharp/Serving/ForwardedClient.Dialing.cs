using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <content>The opening of both channels, and the connection to the target.</content>
internal sealed partial class ForwardedClient
{
    private bool MayDial => !_isOver && Relay is null && _opening is null && _target is null && _left is null && !_retries;

    /// <summary>Begins to open a channel; it may be open at once.</summary>
    private void Open(Channel channel)
    {
        _opening = new ChannelOpening(channel, _owner.Options.OpeningLimit);
        Opened();
    }

    /// <summary>The opening watches its own socket; with the target's the client's is watched besides.</summary>
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

    /// <summary>The thread has connected to the target, or has failed to.</summary>
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

    /// <summary>Connects to the target, as far as that goes without waiting.</summary>
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
                // The client keeps its place: it is connected when another has left.
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
            // What one side sends in small pieces must not wait here for an acknowledgement of the other.
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

    /// <summary>The next address is tried; after the last one the client ends.</summary>
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
