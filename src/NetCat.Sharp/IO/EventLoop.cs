using System;
using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// Many handlers on one thread, with epoll(7), level-triggered. A handler is called when one of its descriptors is ready or its time is over;
/// an idle handler costs nothing. A descriptor belongs to one handler at a time.
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

    /// <summary>Readable when a handler is ready (epoll(7)): one loop can be part of another.</summary>
    internal int Descriptor => _epoll;

    /// <summary>When <see cref="Turn"/> has work although nothing is ready.</summary>
    internal Deadline TurnAt => _ready.Count > 0 ? Deadline.Now : _deadlines.TryPeek(out _, out Deadline first) ? first : Deadline.Never;

    /// <summary>How many handlers are not done.</summary>
    internal int Count { get; private set; }

    /// <summary>0 and a loop, or minus errno.</summary>
    internal static int Open(out EventLoop? loop)
    {
        int epoll = Libc.EpollCreate();
        loop = epoll < 0 ? null : new EventLoop(epoll);
        return Math.Min(epoll, 0);
    }

    /// <summary>Adds a handler; it may be done at once.</summary>
    internal Entry Add(IEventHandler handler)
    {
        Count++;
        var entry = new Entry(handler);
        Arm(entry);
        return entry;
    }

    /// <summary>
    /// Calls a handler at the next turn although nothing of its own is ready, with no slot answered, and arms it again: another handler
    /// has changed what it waits for.
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

    /// <summary>Waits once, at the longest until the deadline, and calls each handler that is ready or whose time is over.</summary>
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

    /// <summary>Writes the kernel's answer into the slots of the descriptor.</summary>
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
    /// Takes the handlers whose time is over. The queue holds a handler once, at the earliest of its deadlines: most are put off again and again
    /// by what happens, and then need no new place in it.
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

    /// <summary>Ends the watch of descriptors that the handler no longer names: epoll(7) reports POLLHUP even where no event is requested.</summary>
    private void Unwatch(Entry entry)
    {
        for (int i = entry.Descriptors.Count - 1; i >= 0; i--)
        {
            int descriptor = entry.Descriptors[i];
            if (entry.Events(descriptor) is null)
            {
                if (!entry.IsDone || !entry.Handler.ClosesWatched)
                {
                    // The descriptor may be closed by now, which has ended the watch too.
                    _ = Libc.EpollControl(_epoll, Constants.EPOLL_CTL_DEL, descriptor);
                }

                _watched[descriptor] = default;
                entry.Descriptors.RemoveAt(i);
            }
        }
    }

    /// <summary>Registers a descriptor with the events of all its slots. True where it is a file, which epoll(7) refuses and which is always ready.</summary>
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
