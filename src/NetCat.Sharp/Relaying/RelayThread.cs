using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// One background thread that runs the relays of all asynchronous calls in one <see cref="EventLoop"/>. The first such call starts it; it then waits
/// for further ones.
/// </summary>
internal sealed class RelayThread
{
    private const int StackBytes = 256 * 1024;
    private static readonly Lock s_starting = new();
    private static RelayThread? s_shared;

    private readonly EventLoop _loop;
    private readonly Mailbox _mailbox;

    /// <summary>The descriptors of the running relays: the loop allows one handler for each descriptor.</summary>
    private readonly HashSet<int> _descriptors = [];

    private RelayThread(EventLoop loop, Mailbox mailbox) => (_loop, _mailbox) = (loop, mailbox);

    /// <summary>Returns the shared thread; 0, or minus errno if it cannot be started (epoll_create1(2), eventfd(2)).</summary>
    internal static int Shared(out RelayThread? thread)
    {
        lock (s_starting)
        {
            int error = s_shared is null ? Start() : 0;
            thread = s_shared;
            return error;
        }
    }

    /// <summary>Runs a relay and disposes of it.</summary>
    /// <param name="relay">A relay whose descriptors are non-blocking, so that none of its calls blocks.</param>
    /// <param name="descriptors">The descriptors that the relay reads and writes.</param>
    /// <returns>
    /// Why the relay ended; the task fails with <see cref="InvalidOperationException"/> if another relay has one of the descriptors.
    /// </returns>
    internal Task<RelayEnd> Run(Relay relay, params int[] descriptors)
    {
        var run = new Handler(this, relay, descriptors);
        _mailbox.Post(run.Begin);
        return run.Ended;
    }

    private static int Start()
    {
        int error = EventLoop.Open(out EventLoop? loop);
        if (error < 0)
        {
            return error;
        }

        error = Mailbox.Open(out Mailbox? mailbox);
        if (error < 0)
        {
            loop!.Dispose();
            return error;
        }

        var shared = new RelayThread(loop!, mailbox!);
        _ = loop!.Add(mailbox!);
        new Thread(loop.Run, StackBytes) { IsBackground = true, Name = "Relays of NetCat.Sharp" }.UnsafeStart();
        s_shared = shared;
        return 0;
    }

    /// <summary>A relay in the loop, and the task of the caller.</summary>
    private sealed class Handler(RelayThread owner, Relay relay, int[] descriptors) : IEventHandler
    {
        // The caller continues on a thread of the pool, so that it does not delay the other relays.
        private readonly TaskCompletionSource<RelayEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<RelayEnd> Ended => _ended.Task;

        /// <inheritdoc/>
        public int SlotCount => relay.SlotCount;

        /// <inheritdoc/>
        public bool Arm(Span<PollSlot> slots, out Deadline until) => relay.Arm(slots, out until);

        /// <inheritdoc/>
        public void Handle(Span<PollSlot> slots, int answered) => relay.Handle(slots, answered);

        /// <inheritdoc/>
        public void Complete()
        {
            owner._descriptors.ExceptWith(descriptors);
            relay.Dispose();
            _ended.SetResult(relay.Ended!.Value);
        }

        internal void Begin()
        {
            if (owner._descriptors.Overlaps(descriptors))
            {
                relay.Dispose();
                _ended.SetException(new InvalidOperationException("another relay has the socket"));
                return;
            }

            owner._descriptors.UnionWith(descriptors);
            _ = owner._loop.Add(this);
        }
    }
}
