using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Benchmarks.Outside;

/// <summary>Many sockets in one thread (epoll(7)), so that the measuring process uses little processor time.</summary>
internal sealed unsafe class Poller : IDisposable
{
    private const int Most = 512;

    /// <summary>A run that takes longer has failed.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    // The kernel packs struct epoll_event on x64 only (epoll_ctl(2)).
    private static readonly int s_dataAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int s_size = s_dataAt + 8;

    private readonly int _epoll = Libc.EpollCreate(Libc.O_CLOEXEC);
    private readonly byte* _events = (byte*)NativeMemory.Alloc(Most, 16);
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <param name="descriptor">A socket.</param>
    /// <param name="events">EPOLLIN, EPOLLOUT.</param>
    /// <param name="id">Identifies the socket in its events.</param>
    internal void Add(int descriptor, uint events, int id) => Control(Libc.EPOLL_CTL_ADD, descriptor, events, id);

    internal void Change(int descriptor, uint events, int id) => Control(Libc.EPOLL_CTL_MOD, descriptor, events, id);

    internal void Remove(int descriptor) => Control(Libc.EPOLL_CTL_DEL, descriptor, 0, 0);

    /// <summary>Waits, and returns the number of sockets that are ready.</summary>
    /// <exception cref="TimeoutException">The run takes too long.</exception>
    internal int Wait()
    {
        if (Stopwatch.GetElapsedTime(_began) > s_patience)
        {
            throw new TimeoutException($"the run has not ended within {s_patience.TotalSeconds} seconds");
        }

        return Math.Max(0, Libc.EpollWait(_epoll, _events, Most, 100));
    }

    /// <summary>The id of a socket that is ready.</summary>
    internal int Id(int at) => *(int*)(_events + (at * s_size) + s_dataAt);

    internal bool IsReadable(int at) => (Events(at) & ~Libc.EPOLLOUT) != 0;

    internal bool IsWritable(int at) => (Events(at) & Libc.EPOLLOUT) != 0;

    public void Dispose()
    {
        Descriptors.Close(_epoll);
        NativeMemory.Free(_events);
    }

    private uint Events(int at) => *(uint*)(_events + (at * s_size));

    private void Control(int operation, int descriptor, uint events, int id)
    {
        byte* change = stackalloc byte[16];
        *(uint*)change = events;
        *(ulong*)(change + s_dataAt) = (uint)id;
        if (Libc.EpollControl(_epoll, operation, descriptor, change) < 0)
        {
            throw new InvalidOperationException($"epoll_ctl: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
