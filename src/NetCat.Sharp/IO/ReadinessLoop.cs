using System.Collections.Concurrent;
using System.Threading;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// One background thread that waits for the descriptors of all asynchronous calls (epoll(7)). It is started by the first of them.
/// A wait is one-shot: after an event the descriptor is silent until it is armed again, and arming reports what is ready already,
/// so no event can be missed. epoll_ctl(2) takes effect while the thread waits, so nothing has to wake it.
/// </summary>
internal sealed class ReadinessLoop
{
    private const int EventsPerWait = 256;
    private const int StackBytes = 256 * 1024;
    private static readonly object s_starting = new();
    private static ReadinessLoop? s_shared;

    // An event names its target by a number that is used once: the event of a closed descriptor finds no target, whatever has its number now.
    private readonly ConcurrentDictionary<ulong, IThreadPoolWorkItem> _targets = new();
    private readonly int _epoll;
    private ulong _lastId;
    private volatile bool _failed;

    private ReadinessLoop(int epoll) => _epoll = epoll;

    /// <summary>0 and the loop, or minus errno where it cannot be started (epoll_create1(2)).</summary>
    internal static int Shared(out ReadinessLoop? loop)
    {
        lock (s_starting)
        {
            int error = s_shared is null ? Start() : 0;
            loop = s_shared;
            return error;
        }
    }

    /// <summary>Watches a descriptor for one event; 0 or minus errno (epoll_ctl(2), ENOSPC among them).</summary>
    /// <param name="descriptor">One that the loop does not watch yet.</param>
    /// <param name="events">EPOLLIN, EPOLLOUT or both; errors and hang-ups are always reported.</param>
    /// <param name="target">Executed on the thread pool after the event.</param>
    /// <param name="id">Identifies the watch in <see cref="Arm"/> and <see cref="Remove"/>.</param>
    internal int Add(int descriptor, uint events, IThreadPoolWorkItem target, out ulong id)
    {
        id = Interlocked.Increment(ref _lastId);
        _targets[id] = target;
        int error = Control(Constants.EPOLL_CTL_ADD, descriptor, events, id);
        if (error < 0)
        {
            _ = _targets.TryRemove(id, out _);
        }

        return error;
    }

    /// <summary>Watches it for one event more; 0 or minus errno.</summary>
    internal int Arm(int descriptor, uint events, ulong id) => Control(Constants.EPOLL_CTL_MOD, descriptor, events, id);

    /// <summary>Forgets a descriptor, before it is closed. An event that is on its way finds no target.</summary>
    internal void Remove(int descriptor, ulong id)
    {
        _ = _targets.TryRemove(id, out _);
        _ = Control(Constants.EPOLL_CTL_DEL, descriptor, 0, id);
    }

    private static int Start()
    {
        int epoll = Libc.EpollCreate();
        if (epoll < 0)
        {
            return epoll;
        }

        var loop = new ReadinessLoop(epoll);
        try
        {
            new Thread(loop.Run, StackBytes) { IsBackground = true, Name = "NetCat.Sharp readiness" }.UnsafeStart();
        }
        catch
        {
            _ = Libc.Close(epoll);
            throw;
        }

        s_shared = loop;
        return 0;
    }

    private int Control(int operation, int descriptor, uint events, ulong id)
        => _failed ? -Constants.EBADF : Libc.EpollControl(_epoll, operation, descriptor, events | Constants.EPOLLONESHOT, id);

    private void Run()
    {
        var events = new EpollEvent[EventsPerWait];
        while (true)
        {
            int count = Libc.EpollWait(_epoll, events, -1);
            for (int at = 0; at < count; at++)
            {
                Queue(events[at].Data);
            }

            if (count < 0 && count != -Constants.EINTR)
            {
                Fail();
                return;
            }
        }
    }

    private void Queue(ulong id)
    {
        if (_targets.TryGetValue(id, out IThreadPoolWorkItem? target))
        {
            _ = ThreadPool.UnsafeQueueUserWorkItem(target, preferLocal: false);
        }
    }

    /// <summary>Other code of the process has closed the epoll descriptor: every wait ends with EBADF, and the next socket starts a new loop.</summary>
    private void Fail()
    {
        lock (s_starting)
        {
            _failed = true;
            s_shared = null;
        }

        foreach (ulong id in _targets.Keys)
        {
            Queue(id);
        }
    }
}
