using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace NetCat.Sharp.Sockets;

/// <summary>One system call, or one sequence of them, that never waits.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
internal interface ISocketAttempt<TResult>
{
    /// <summary>The name of the system call, for the exception.</summary>
    string SystemCall { get; }

    /// <summary>The errno that means that the call is not complete yet: EAGAIN, or EINPROGRESS for connect(2).</summary>
    int Pending { get; }

    /// <summary>The number of bytes that earlier attempts have sent.</summary>
    int Sent { get; }

    /// <summary>
    /// Makes the call. Returns 0 or more and the result, -<see cref="Pending"/> if the call must be repeated when the descriptor is ready, or minus
    /// errno.
    /// </summary>
    int Try(int descriptor, out TResult result);
}

/// <summary>
/// An asynchronous call that waits in the queue of its socket. The caller of each member holds the lock of <see cref="PendingOperations"/>.
/// </summary>
internal abstract class SocketOperation
{
    protected SocketOperation() => Node = new LinkedListNode<SocketOperation>(this);

    /// <summary>The node in the socket's queue; it is removed from the queue when the operation has completed.</summary>
    internal LinkedListNode<SocketOperation> Node { get; }

    /// <summary>Tries to complete the operation. True if it has completed, with a result or an exception.</summary>
    internal abstract bool Advance(int descriptor);

    internal abstract void Cancel(CancellationToken cancellation);

    internal abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class SocketOperation<TAttempt, TResult>(TAttempt attempt) : SocketOperation
    where TAttempt : struct, ISocketAttempt<TResult>
{
    // Continuations never run on the thread that completes the call, because that thread holds the lock.
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
            // The caller may have released the buffer meanwhile, and access to its memory then throws.
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
