using System;
using System.Collections.Concurrent;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Passes work from other threads to the thread of an <see cref="EventLoop"/>. An eventfd(2) wakes the loop.</summary>
internal sealed class Mailbox : IEventHandler, IDisposable
{
    private readonly ConcurrentQueue<Action> _work = new();
    private readonly OwnedDescriptor _wakeup;
    private bool _isClosed;

    private Mailbox(int wakeup) => _wakeup = new OwnedDescriptor(wakeup);

    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <summary>Opens a mailbox; 0 or minus errno.</summary>
    internal static int Open(out Mailbox? mailbox)
    {
        int wakeup = Libc.EventDescriptor();
        mailbox = wakeup < 0 ? null : new Mailbox(wakeup);
        return Math.Min(wakeup, 0);
    }

    /// <summary>Runs an action on the loop's thread. Any thread may call this. After the mailbox is closed, the action is not run.</summary>
    internal void Post(Action work)
    {
        _work.Enqueue(work);
        lock (_wakeup)
        {
            if (!_isClosed)
            {
                _ = Libc.Write(_wakeup.Number, BitConverter.GetBytes(1L));
            }
        }
    }

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = default;
        slots[0].Watch(_wakeup.Number, Constants.POLLIN);
        return true;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        Span<byte> count = stackalloc byte[8];
        _ = Libc.Read(_wakeup.Number, count);
        while (_work.TryDequeue(out Action? work))
        {
            work();
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_wakeup)
        {
            _isClosed = true;
            _wakeup.Dispose();
        }
    }
}
