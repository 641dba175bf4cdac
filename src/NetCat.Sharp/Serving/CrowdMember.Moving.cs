using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Serving;

/// <content>Opens the client's channel, and moves the bytes.</content>
internal sealed partial class CrowdMember
{
    private ChannelOpening? _opening;

    /// <summary>Opens the client's channel. The client joins when the channel is open, perhaps at once.</summary>
    internal void Begin()
    {
        _opening = new ChannelOpening(Channel, _crowd.Options.OpeningLimit);
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
            End(CrowdEnd.Unopened, -opening.Result);
            return;
        }

        HasJoined = true;
        _idleUntil = Deadline.In(_crowd.Options.IdleTimeout);
        _crowd.Joined(this);
    }

    private void Write()
    {
        long before = _queue.Written;
        int error = _queue.Write(Channel);
        if (error < 0)
        {
            End(CrowdEnd.Reset, -error);
            return;
        }

        if (_queue.Written > before)
        {
            _idleUntil = Deadline.In(_crowd.Options.IdleTimeout);
            _isSlow &= _queue.Length > 0;
        }
    }

    private void Read()
    {
        Span<byte> piece = _crowd.Piece;
        int taken = Channel.Read(piece);
        if (taken > 0)
        {
            Received += taken;
            _idleUntil = Deadline.In(_crowd.Options.IdleTimeout);
            _crowd.Came(this, piece[..taken]);
        }
        else if (taken == 0)
        {
            // The client has finished sending: it still gets the data in its queue, and then the end.
            _hasFinished = true;
            _crowd.Finished(this);
        }
        else if (taken is not (-Constants.EAGAIN or -Constants.EINTR))
        {
            End(CrowdEnd.Reset, -taken);
        }
    }
}
