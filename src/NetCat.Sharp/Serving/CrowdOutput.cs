using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Serving;

/// <summary>The output of a crowd. While its queue is full, no client is read, so that no data for the output is lost.</summary>
internal sealed class CrowdOutput : IEventHandler
{
    /// <summary>
    /// The number of bytes that a writable pipe takes without blocking (PIPE_BUF, pipe(7)). Other processes share its flags, so it is not made
    /// non-blocking.
    /// </summary>
    private const int NeverBlocks = 4096;

    /// <summary>The number of writes before other handlers of the loop run.</summary>
    private const int AtOnce = 64;

    private readonly Crowd _crowd;
    private readonly EventLoop _loop;
    private readonly EventLoop.Entry _entry;
    private readonly OutgoingQueue _queue = new();
    private readonly int _descriptor;
    private readonly PlainChannel _channel;
    private readonly bool _isFile;
    private bool _isFull;

    internal CrowdOutput(Crowd crowd, EventLoop loop)
    {
        (_crowd, _loop, _descriptor) = (crowd, loop, crowd.Options.Output);
        _channel = PlainChannel.Of(_descriptor)!;
        _isFile = _channel.Kind is DescriptorKind.File or DescriptorKind.Null;
        _entry = loop.Add(this);
    }

    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <summary>Whether all bytes are written.</summary>
    internal bool IsEmpty => _queue.Length == 0;

    /// <summary>Writes bytes, now or when the output is writable.</summary>
    internal void Send(SharedBytes bytes)
    {
        bool wasEmpty = IsEmpty;
        _queue.Add(bytes);
        if (wasEmpty)
        {
            Write();
        }

        if (wasEmpty && !IsEmpty)
        {
            _loop.Wake(_entry);
        }

        Count();
    }

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = default;
        slots[0].Watch(IsEmpty ? -1 : _descriptor, Constants.POLLOUT);
        return true;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        if (answered > 0)
        {
            Write();
            Count();
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
    }

    private void Write()
    {
        for (int i = 0; i < AtOnce && !IsEmpty && (_isFile || Readiness.AwaitRoom(_descriptor, Deadline.Now)); i++)
        {
            int error = _queue.Write(_channel, _isFile ? int.MaxValue : NeverBlocks);
            if (error < 0)
            {
                _queue.Clear();
                _crowd.OutputFailed(-error);
            }
        }
    }

    /// <summary>Pauses reading while there is no room for another piece.</summary>
    private void Count()
    {
        bool isFull = _queue.Length > _crowd.Options.QueueLimit - _crowd.Piece.Length;
        if (isFull != _isFull)
        {
            _isFull = isFull;
            _crowd.Block(isFull);
        }
    }
}
