using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace NetCat.Sharp.Sockets;

/// <summary>One system call, or one sequence of them, that never waits.</summary>
/// <typeparam name="TResult">What it returns when it is done.</typeparam>
internal interface ISocketAttempt<TResult>
{
    /// <summary>The name of the system call, for the exception.</summary>
    string SystemCall { get; }

    /// <summary>The errno that means "not yet": EAGAIN, and EINPROGRESS of connect(2).</summary>
    int Pending { get; }

    /// <summary>Bytes that earlier attempts have sent.</summary>
    int Sent { get; }

    /// <summary>0 or more and the result, -<see cref="Pending"/> where it has to be made again once the descriptor is ready, or minus errno.</summary>
    int Try(int descriptor, out TResult result);
}

/// <summary>An asynchronous call that waits in the queue of its socket. All members are called with the lock of <see cref="PendingOperations"/> held.</summary>
internal abstract class SocketOperation
{
    protected SocketOperation() => Node = new LinkedListNode<SocketOperation>(this);

    /// <summary>Its place in the queue; in no list once it has completed.</summary>
    internal LinkedListNode<SocketOperation> Node { get; }

    /// <summary>True when it has completed, with a result or an exception.</summary>
    internal abstract bool Advance(int descriptor);

    internal abstract void Cancel(CancellationToken cancellation);

    internal abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class SocketOperation<TAttempt, TResult>(TAttempt attempt) : SocketOperation
    where TAttempt : struct, ISocketAttempt<TResult>
{
    // Continuations never run on the thread that completes the call: it holds the lock.
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TAttempt _attempt = attempt;

    internal Task<TResult> Task => _source.Task;

    internal override bool Advance(int descriptor)
    {
        try
        {
            TAttempt attempt = _attempt;
            int error = attempt.Try(descriptor, out TResult result);
            _attempt = attempt;
            if (error >= 0)
            {
                _source.SetResult(result);
            }
            else if (error != -_attempt.Pending)
            {
                _source.SetException(SocketFailure.Of(-error, _attempt.SystemCall));
            }

            return error != -_attempt.Pending;
        }
        catch (Exception exception)
        {
            // The caller's buffer may have been given back meanwhile, and its memory throws.
            return _source.TrySetException(exception);
        }
    }

    internal override void Cancel(CancellationToken cancellation)
    {
        if (_attempt.Sent > 0)
        {
            _source.SetException(new SendCanceledException(_attempt.Sent, cancellation));
        }
        else
        {
            _source.SetCanceled(cancellation);
        }
    }

    internal override void Fail(Exception exception) => _source.SetException(exception);
}
