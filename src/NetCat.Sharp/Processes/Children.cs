using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Processes;

/// <summary>The child processes that run, each with a descriptor that is readable when the process has ended (pidfd_open(2)).</summary>
internal sealed class Children
{
    /// <summary>Between two calls of waitpid(2) for a child without such a descriptor: none was free, or the kernel is older than 5.3.</summary>
    private static readonly TimeSpan s_lookInterval = TimeSpan.FromMilliseconds(50);

    private readonly List<Child> _running = [];
    private int _unwatched;

    internal int Count => _running.Count;

    /// <summary>When <see cref="Reap"/> has to be called although no slot has an event.</summary>
    internal Deadline LooksAt => _unwatched > 0 ? Deadline.In(s_lookInterval) : Deadline.Never;

    internal void Add(int pid)
    {
        int watch = Libc.OpenProcess(pid);
        _unwatched += watch < 0 ? 1 : 0;
        _running.Add(new Child(pid, watch));
    }

    /// <summary>Watches each child in a place of its own, from the given one on.</summary>
    internal void Watch(PollSet set, int first)
    {
        for (int i = 0; i < _running.Count; i++)
        {
            set.Watch(first + i, _running[i].Watch);
        }
    }

    /// <summary>Removes the children that have ended.</summary>
    /// <param name="set">As <see cref="Watch"/> filled it, after the wait.</param>
    /// <param name="first">The first place.</param>
    /// <param name="ended">Called with the process id and the wait status of each (waitpid(2)).</param>
    internal void Reap(PollSet set, int first, Action<int, int> ended)
    {
        for (int i = _running.Count - 1; i >= 0; i--)
        {
            Child child = _running[i];
            if (child.Watch >= 0 && !set.IsReady(first + i))
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

    /// <summary>Sends SIGTERM to all children.</summary>
    internal void Terminate()
    {
        foreach (Child child in _running)
        {
            Libc.Kill(child.Pid, Constants.SIGTERM);
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
