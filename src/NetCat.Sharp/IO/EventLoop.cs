using System;
using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// Runs many handlers on one thread with epoll(7), level-triggered. The loop calls a handler when one of its descriptors is ready or its deadline
/// passes; an idle handler costs nothing. A descriptor belongs to one handler at a time.
/// </summary>
internal sealed partial class EventLoop : IDisposable
{
    private const int EventsAtOnce = 256;
    private const int AlwaysReported = Constants.POLLERR | Constants.POLLHUP | Constants.POLLNVAL;

    private readonly int _epoll;
    private readonly EpollEvent[] _events = new EpollEvent[EventsAtOnce];
    private readonly PriorityQueue<Entry, Deadline> _deadlines = new();
    private readonly List<Entry> _turn = [];
    private readonly List<Entry> _ready = [];
    private Watched[] _watched = new Watched[64];
    private uint _registrations;

    private EventLoop(int epoll) => _epoll = epoll;

    /// <summary>The epoll descriptor. It is readable when a handler is ready (epoll(7)), so that one loop can be part of another.</summary>
    internal int Descriptor => _epoll;

    /// <summary>The time at which <see cref="Turn"/> has work even if no descriptor is ready.</summary>
    internal Deadline TurnAt => _ready.Count > 0 ? Deadline.Now : _deadlines.TryPeek(out _, out Deadline first) ? first : Deadline.Never;

    /// <summary>The number of handlers that are not done.</summary>
    internal int Count { get; private set; }

    /// <summary>Opens a loop; 0 or minus errno.</summary>
    internal static int Open(out EventLoop? loop)
    {
        int epoll = Libc.EpollCreate();
        loop = epoll < 0 ? null : new EventLoop(epoll);
        return Math.Min(epoll, 0);
    }

    /// <summary>Adds a handler. The handler may be done at once.</summary>
    internal Entry Add(IEventHandler handler)
    {
        Count++;
        var entry = new Entry(handler);
        Arm(entry);
        return entry;
    }

    /// <summary>
    /// Calls a handler at the next turn with no slot answered, although none of its descriptors is ready, and arms it again. Used when another
    /// handler has changed what this one waits for.
    /// </summary>
    internal void Wake(Entry entry) => _ready.Add(entry);

    /// <summary>Runs until every handler is done.</summary>
    internal void Run()
    {
        while (Count > 0)
        {
            Turn(Deadline.Never);
        }
    }

    /// <summary>Waits once, until the deadline at most, and calls each handler that is ready or whose deadline has passed.</summary>
    internal void Turn(Deadline until)
    {
        int count = Libc.EpollWait(_epoll, _events, WaitTime(until));
        for (int i = 0; i < count; i++)
        {
            Collect(_events[i]);
        }

        foreach (Entry entry in _ready)
        {
            Collect(entry);
        }

        _ready.Clear();
        CollectOverdue();
        foreach (Entry entry in _turn)
        {
            entry.IsCollected = false;
            entry.Handler.Handle(entry.Slots, entry.Answered());
            Arm(entry);
        }

        _turn.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(_epoll);

    /// <summary>The time of epoll_wait(2), in milliseconds.</summary>
    private int WaitTime(Deadline until) => TurnAt.Or(until).PollTime;

    /// <summary>Copies the events that the kernel reports into the slots of the descriptor.</summary>
    private void Collect(in EpollEvent ready)
    {
        int descriptor = (int)(uint)ready.Data;
        ref readonly Watched watched = ref _watched[descriptor];
        if (watched.Owner is not { } entry || watched.Registration != (uint)(ready.Data >> 32))
        {
            return;
        }

        foreach (ref PollSlot slot in entry.Slots.AsSpan())
        {
            if (slot.Descriptor == descriptor)
            {
                slot.Answer = (short)(ready.Events & (uint)((ushort)slot.Events | AlwaysReported));
            }
        }

        Collect(entry);
    }

    private void Collect(Entry entry)
    {
        if (!entry.IsCollected && !entry.IsDone)
        {
            entry.IsCollected = true;
            _turn.Add(entry);
        }
    }

    /// <summary>
    /// Collects the handlers whose deadline has passed. The queue holds each handler once, at the earliest of its deadlines: most deadlines are
    /// postponed again and again by events, and a postponed deadline needs no new entry in the queue.
    /// </summary>
    private void CollectOverdue()
    {
        while (_deadlines.TryPeek(out Entry? entry, out Deadline due) && due.IsOver)
        {
            _ = _deadlines.Dequeue();
            if (entry.QueuedAt.CompareTo(due) != 0 || entry.IsDone)
            {
                continue;
            }

            entry.QueuedAt = Deadline.Never;
            if (entry.Deadline.IsOver)
            {
                Collect(entry);
            }
            else
            {
                Enqueue(entry);
            }
        }
    }

    private void Enqueue(Entry entry)
    {
        if (entry.Deadline.CompareTo(entry.QueuedAt) < 0)
        {
            entry.QueuedAt = entry.Deadline;
            _deadlines.Enqueue(entry, entry.Deadline);
        }
    }

    private void Arm(Entry entry)
    {
        Span<PollSlot> slots = entry.Slots;
        if (!entry.Handler.Arm(slots, out Deadline until))
        {
            entry.IsDone = true;
            Count--;
            slots.Fill(new PollSlot { Descriptor = -1 });
        }

        Unwatch(entry);
        bool isReady = false;
        for (int i = 0; i < slots.Length; i++)
        {
            isReady |= slots[i].Descriptor >= 0 && Watch(entry, slots[i].Descriptor);
        }

        if (entry.IsDone)
        {
            entry.Handler.Complete();
            return;
        }

        entry.Deadline = until;
        Enqueue(entry);
        if (isReady)
        {
            _ready.Add(entry);
        }
    }

    /// <summary>Stops watching descriptors that the handler no longer requests: epoll(7) reports POLLHUP even if no event is requested.</summary>
    private void Unwatch(Entry entry)
    {
        for (int i = entry.Descriptors.Count - 1; i >= 0; i--)
        {
            int descriptor = entry.Descriptors[i];
            if (entry.Events(descriptor) is null)
            {
                if (!entry.IsDone || !entry.Handler.ClosesWatched)
                {
                    // The owner may have closed the descriptor, which ends the watch too; the error is then ignored.
                    _ = Libc.EpollControl(_epoll, Constants.EPOLL_CTL_DEL, descriptor);
                }

                _watched[descriptor] = default;
                entry.Descriptors.RemoveAt(i);
            }
        }
    }

    /// <summary>
    /// Registers a descriptor with the events of all its slots. True for a file that is ready: epoll(7) refuses files, which are always ready.
    /// </summary>
    private bool Watch(Entry entry, int descriptor)
    {
        if (descriptor >= _watched.Length)
        {
            Array.Resize(ref _watched, Math.Max(2 * _watched.Length, descriptor + 1));
        }

        ref Watched watched = ref _watched[descriptor];
        uint events = entry.Events(descriptor)!.Value;
        if (watched.Owner is null)
        {
            watched = new Watched { Owner = entry, Events = events, Registration = ++_registrations };
            watched.IsFile = Libc.EpollControl(_epoll, Constants.EPOLL_CTL_ADD, descriptor, events, watched.DataOf(descriptor)) < 0;
            entry.Descriptors.Add(descriptor);
        }
        else if (watched.Owner != entry)
        {
            throw new InvalidOperationException("another handler of this loop has the descriptor");
        }
        else if (watched.Events != events && !watched.IsFile)
        {
            _ = Libc.EpollControl(_epoll, Constants.EPOLL_CTL_MOD, descriptor, events, watched.DataOf(descriptor));
            watched.Events = events;
        }

        return watched.IsFile && entry.AnswerAsked(descriptor);
    }
}
