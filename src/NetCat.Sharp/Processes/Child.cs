using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Processes;

/// <summary>
/// A child process as a handler of an <see cref="EventLoop"/>. The loop waits for its end with a descriptor (pidfd_open(2)), and the handler reads
/// its status (waitpid(2)).
/// </summary>
internal sealed class Child : IEventHandler
{
    /// <summary>
    /// The time between two calls of waitpid(2) for a child without a descriptor: no descriptor was free, or the kernel is older than 5.3.
    /// </summary>
    private static readonly TimeSpan s_lookInterval = TimeSpan.FromMilliseconds(50);

    private readonly int _pid;
    private readonly Action<int> _ended;
    private readonly OwnedDescriptor? _watch;
    private int? _status;

    /// <param name="pid">The process id.</param>
    /// <param name="ended">Called with the exit status, as <see cref="WaitStatus"/> defines it.</param>
    internal Child(int pid, Action<int> ended)
    {
        (_pid, _ended) = (pid, ended);
        int watch = Libc.OpenProcess(pid);
        _watch = watch < 0 ? null : new OwnedDescriptor(watch);
    }

    /// <inheritdoc/>
    public int SlotCount => 1;

    /// <summary>
    /// False: the loop ends the watch before the descriptor is closed. A program that another worker is starting has a copy of the descriptor until
    /// its execve(2); close(2) alone would leave the watch active and wake the loop for that long.
    /// </summary>
    public bool ClosesWatched => false;

    /// <summary>Sends SIGTERM to the process unless it has ended.</summary>
    internal void Terminate()
    {
        if (_status is null)
        {
            Libc.Kill(_pid, Constants.SIGTERM);
        }
    }

    /// <inheritdoc/>
    public bool Arm(Span<PollSlot> slots, out Deadline until)
    {
        until = _watch is null ? Deadline.In(s_lookInterval) : Deadline.Never;
        slots[0].Watch(_watch?.Number ?? -1, Constants.POLLIN);
        return _status is null;
    }

    /// <inheritdoc/>
    public void Handle(Span<PollSlot> slots, int answered)
    {
        int found = Libc.WaitFor(_pid, waits: false, out int status);
        if (found is not (0 or -Constants.EINTR))
        {
            _status = WaitStatus.ExitCode(status);
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        _watch?.Dispose();
        _ended(_status!.Value);
    }
}
