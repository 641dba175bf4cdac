using System;
using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Processes;

/// <summary>The child processes that run, each with a descriptor that is readable when the process has ended (pidfd_open(2)).</summary>
internal sealed class Children
{
    /// <summary>Milliseconds between two calls of waitpid(2) for a child without such a descriptor: none was free, or the kernel is older than 5.3.</summary>
    private const int LookInterval = 50;
    private readonly List<Child> _running = [];
    private int _unwatched;

    internal int Count => _running.Count;

    /// <summary>Milliseconds after which <see cref="Reap"/> has to be called although no slot has an event; -1 sets no limit.</summary>
    internal int Patience => _unwatched > 0 ? LookInterval : -1;

    internal void Add(int pid)
    {
        int watch = Libc.OpenProcess(pid);
        _unwatched += watch < 0 ? 1 : 0;
        _running.Add(new Child(pid, watch));
    }

    /// <summary>Fills as many slots as there are children.</summary>
    internal void Watch(Span<PollSlot> slots)
    {
        for (int i = 0; i < _running.Count; i++)
        {
            slots[i].Watch(_running[i].Watch, Constants.POLLIN);
        }
    }

    /// <summary>Removes the children that have ended.</summary>
    /// <param name="slots">As <see cref="Watch"/> filled them and poll(2) answered.</param>
    /// <param name="ended">Called with the process id and the wait status of each (waitpid(2)).</param>
    internal void Reap(ReadOnlySpan<PollSlot> slots, Action<int, int> ended)
    {
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            Child child = _running[i];
            if (child.Watch >= 0 && slots[i].Answer == 0)
            {
                continue;
            }

            int found = Libc.WaitFor(child.Pid, waits: false, out int status);
            if (found is not (0 or -Constants.EINTR))
            {
                Forget(i);
                ended(child.Pid, status);
            }
        }
    }

    /// <summary>Sends all of them a signal.</summary>
    internal void Signal(int signal)
    {
        foreach (Child child in _running)
        {
            Libc.Kill(child.Pid, signal);
        }
    }

    private void Forget(int index)
    {
        int watch = _running[index].Watch;
        _ = watch < 0 ? --_unwatched : Libc.Close(watch);
        _running.RemoveAt(index);
    }

    private readonly record struct Child(int Pid, int Watch);
}
