using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>
/// The asynchronous calls of one socket, in order: one queue for reads and one for writes. Starting a call, cancelling it and closing the socket all
/// happen under the lock. Each call therefore has exactly one result, and none uses a closed descriptor. No code under the lock waits.
/// </summary>
internal sealed class PendingOperations(int descriptor) : IThreadPoolWorkItem
{
    private readonly object _lock = new();
    private readonly LinkedList<SocketOperation> _reads = new();
    private readonly LinkedList<SocketOperation> _writes = new();
    private ReadinessLoop? _loop;
    private ulong _id;
    private bool _ended;
    private bool _nonBlocking;

    /// <summary>Adds a call that reads: accept or receive.</summary>
    internal ValueTask<TResult> Read<TAttempt, TResult>(TAttempt attempt, CancellationToken cancellation)
        where TAttempt : struct, ISocketAttempt<TResult>
        => Begin<TAttempt, TResult>(attempt, _reads, cancellation);

    /// <summary>Adds a call that writes: connect or send.</summary>
    internal ValueTask<TResult> Write<TAttempt, TResult>(TAttempt attempt, CancellationToken cancellation)
        where TAttempt : struct, ISocketAttempt<TResult>
        => Begin<TAttempt, TResult>(attempt, _writes, cancellation);

    /// <summary>Makes the socket non-blocking for accept4(2), which has no flag for a single non-blocking call.</summary>
    internal void SetNonBlocking()
    {
        lock (_lock)
        {
            if (!_nonBlocking && !_ended)
            {
                Libc.SetNonBlocking(descriptor);
                _nonBlocking = true;
            }
        }
    }

    /// <summary>
    /// Ends every call with <see cref="ObjectDisposedException"/> and starts no further ones; the descriptor may be closed afterwards.
    /// </summary>
    internal void End()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _ended = true;
                _loop?.Remove(descriptor, _id);
                FailAll(Disposed());
            }
        }
    }

    /// <summary>Called when the descriptor is ready; serves each queue from its head.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            Advance(_reads);
            Advance(_writes);
            int error = Arm();
            if (error < 0)
            {
                FailAll(SocketFailure.Of(-error, "epoll_ctl"));
            }
        }
    }

    private static ObjectDisposedException Disposed() => new(nameof(NetSocket));

    private ValueTask<TResult> Begin<TAttempt, TResult>(TAttempt attempt, LinkedList<SocketOperation> queue, CancellationToken cancellation)
        where TAttempt : struct, ISocketAttempt<TResult>
    {
        if (cancellation.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TResult>(cancellation);
        }

        SocketOperation<TAttempt, TResult> operation;
        lock (_lock)
        {
            if (_ended)
            {
                return ValueTask.FromException<TResult>(Disposed());
            }

            if (queue.Count == 0)
            {
                int tried = attempt.Try(descriptor, out TResult result);
                if (tried != -attempt.Pending)
                {
                    return tried >= 0 ? new ValueTask<TResult>(result) : ValueTask.FromException<TResult>(SocketFailure.Of(-tried, attempt.SystemCall));
                }
            }

            operation = new SocketOperation<TAttempt, TResult>(attempt);
            queue.AddLast(operation.Node);
            int error = Arm();
            if (error < 0)
            {
                queue.Remove(operation.Node);
                return ValueTask.FromException<TResult>(SocketFailure.Of(-error, "epoll_ctl"));
            }
        }

        return cancellation.CanBeCanceled ? Await(operation, cancellation) : new ValueTask<TResult>(operation.Task);
    }

    private async ValueTask<TResult> Await<TAttempt, TResult>(SocketOperation<TAttempt, TResult> operation, CancellationToken cancellation)
        where TAttempt : struct, ISocketAttempt<TResult>
    {
        using CancellationTokenRegistration registration = cancellation.UnsafeRegister(_ => Cancel(operation, cancellation), null);
        return await operation.Task.ConfigureAwait(false);
    }

    private void Cancel(SocketOperation operation, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (operation.Node.List is { } queue)
            {
                queue.Remove(operation.Node);
                operation.Cancel(cancellation);
            }
        }
    }

    private void Advance(LinkedList<SocketOperation> queue)
    {
        while (queue.First is { } first && first.Value.Advance(descriptor))
        {
            queue.RemoveFirst();
        }
    }

    /// <summary>Arms the watch for the events that the queues need; 0 or minus errno.</summary>
    private int Arm()
    {
        uint events = (_reads.Count > 0 ? Constants.EPOLLIN : 0) | (_writes.Count > 0 ? Constants.EPOLLOUT : 0);
        if (events == 0)
        {
            return 0;
        }

        if (_loop is { } known)
        {
            return known.Arm(descriptor, events, _id);
        }

        int error = ReadinessLoop.Shared(out ReadinessLoop? loop);
        error = error < 0 ? error : loop!.Add(descriptor, events, this, out _id);
        _loop = error < 0 ? null : loop;
        return error;
    }

    private void FailAll(Exception exception)
    {
        foreach (LinkedList<SocketOperation> queue in (ReadOnlySpan<LinkedList<SocketOperation>>)[_reads, _writes])
        {
            while (queue.First is { } first)
            {
                queue.RemoveFirst();
                first.Value.Fail(exception);
            }
        }
    }
}
