using System;
using System.Threading;

namespace NetCat.Sharp;

/// <summary>
/// A send was cancelled when a part of its bytes had been sent. The socket is still usable: to go on with the stream, send the rest.
/// Where none had been sent, the exception is an <see cref="OperationCanceledException"/> and not this one.
/// </summary>
public sealed class SendCanceledException : OperationCanceledException
{
    internal SendCanceledException(int bytesSent, CancellationToken cancellation)
        : base(null, cancellation) => BytesSent = bytesSent;

    /// <summary>How many bytes of the buffer, counted from its beginning, were sent: at least 1, and fewer than it has.</summary>
    public int BytesSent { get; }
}
