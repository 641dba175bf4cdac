using System;
using System.Threading;

namespace NetCat.Sharp;

/// <summary>
/// A send was cancelled after a part of its bytes was sent. The socket is still usable: to continue the stream, send the remaining bytes. If no bytes
/// were sent, the exception is a plain <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class SendCanceledException : OperationCanceledException
{
    internal SendCanceledException(int bytesSent, CancellationToken cancellation)
        : base(null, cancellation) => BytesSent = bytesSent;

    /// <summary>
    /// The number of bytes that were sent, counted from the beginning of the buffer: at least 1, and fewer than the length of the buffer.
    /// </summary>
    public int BytesSent { get; }
}
