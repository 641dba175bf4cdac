using System.Collections.Concurrent;
using System.Threading;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// One background thread that waits for the descriptors of all asynchronous calls (epoll(7)). The first such call starts it. Each wait is one-shot:
/// after an event, the descriptor reports no further event until it is armed again. Arming reports a descriptor that is already ready, so no event is
/// missed. epoll_ctl(2) takes effect while the thread waits, so the thread need not be woken.
/// </summary>
internal sealed class ReadinessLoop
{
    private const int EventsPerWait = 256;
    private const int StackBytes = 256 * 1024;
    private static readonly object s_starting = new();
    private static ReadinessLoop? s_shared;

    // An event names its target by a number that is used only once, so the event of a closed descriptor finds no target even if the descriptor number
    // is in use again.
    private readonly ConcurrentDictionary<ulong, IThreadPoolWorkItem> _targets = new();
    private readonly int _epoll;
    private ulong _lastId;
    private volatile bool _failed;

    private ReadinessLoop(int epoll) => _epoll = epoll;

    /// <summary>Returns the shared loop; 0, or minus errno if it cannot be started (epoll_create1(2)).</summary>
    internal static int Shared(out ReadinessLoop? loop)
    {
        lock (s_starting)
        {
            int error = s_shared is null ? Start() : 0;
            loop = s_shared;
            return error;
        }
    }

    /// <summary>Watches a descriptor for one event; 0 or minus errno (epoll_ctl(2)), for example ENOSPC.</summary>
    /// <param name="descriptor">A descriptor that the loop does not watch yet.</param>
    /// <param name="events">EPOLLIN, EPOLLOUT or both; errors and hang-ups are always reported.</param>
    /// <param name="target">The work item that the thread pool executes after the event.</param>
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

    /// <summary>Watches a descriptor for one further event; 0 or minus errno.</summary>
    internal int Arm(int descriptor, uint events, ulong id) => Control(Constants.EPOLL_CTL_MOD, descriptor, events, id);

    /// <summary>Stops watching a descriptor before it is closed. An event that is already pending finds no target.</summary>
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

    /// <summary>
    /// Handles an epoll descriptor that other code of the process has closed: every wait fails with EBADF, and the next socket starts a new loop.
    /// </summary>
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
