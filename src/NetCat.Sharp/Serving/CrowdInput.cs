using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Serving;

/// <summary>The input of a crowd. It is read while there are clients that can receive it. Its end does not affect the clients.</summary>
internal sealed class CrowdInput : IEventHandler
{
    private readonly Crowd _crowd;
    private readonly EventLoop _loop;
    private readonly EventLoop.Entry _entry;
    private bool _isAtEnd;

    internal CrowdInput(Crowd crowd, EventLoop loop)
    {
        (_crowd, _loop) = (crowd, loop);
        _entry = loop.Add(this);
    }

    /// <inheritdoc/>
    public int SlotCount => 1;

    private bool Reads => !_isAtEnd && !_crowd.IsBlocked && _crowd.MemberCount > 0;

    /// <summary>Checks again whether to read.</summary>
    internal void Wake() => _loop.Wake(_entry);

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = default;
        slots[0].Watch(Reads ? _crowd.Options.Input : -1, Constants.POLLIN);
        return true;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        if (answered == 0 || !Reads)
        {
            return;
        }

        int taken = Libc.Read(_crowd.Options.Input, _crowd.Piece);
        if (taken > 0)
        {
            _crowd.Came(_crowd.Piece[..taken]);
        }
        else
        {
            _isAtEnd = taken is not (-Constants.EAGAIN or -Constants.EINTR);
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
    }
}
