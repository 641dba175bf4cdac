using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// One end of a relay: a socket, plain or with TLS, or an input or output such as a pipe, a file or a terminal.
/// A result below zero is minus errno. After -EAGAIN the call is repeated when the descriptor has the events that
/// <see cref="ReadEvents"/> or <see cref="WriteEvents"/> then names. Disposing does not close the descriptor.
/// </summary>
internal abstract class Channel : IDisposable
{
    /// <summary>The descriptor that poll(2) and epoll(7) watch.</summary>
    internal abstract int Descriptor { get; }

    /// <summary>What is behind the descriptor.</summary>
    internal virtual DescriptorKind Kind => DescriptorKind.Other;

    /// <summary>The bytes on the descriptor are the bytes of the session: sendfile(2) and splice(2) may move them.</summary>
    internal abstract bool IsPlain { get; }

    /// <summary>Neither read nor write blocks the thread: both may be tried without poll(2).</summary>
    internal virtual bool IsNonBlocking => true;

    /// <summary>The poll events that the next read waits for. A TLS read may have to wait for POLLOUT.</summary>
    internal virtual short ReadEvents => Constants.POLLIN;

    /// <summary>The poll events that the next write waits for. A TLS write may have to wait for POLLIN.</summary>
    internal virtual short WriteEvents => Constants.POLLOUT;

    /// <summary>The channel holds bytes that are already decrypted: a read returns them at once, and poll(2) does not see them.</summary>
    internal virtual bool HasBufferedInput => false;

    /// <summary>Bytes read, 0 at the end of the data, or minus errno.</summary>
    internal abstract int Read(Span<byte> into);

    /// <summary>Bytes written, perhaps fewer than given, or minus errno.</summary>
    internal abstract int Write(ReadOnlySpan<byte> from);

    /// <summary>
    /// Ends the sending direction: FIN, with TLS close_notify before it. 0 or minus errno; -EAGAIN where close_notify still waits for room.
    /// </summary>
    internal abstract int FinishSending();

    /// <summary>Ends the receiving direction: what the peer sends from now on is discarded by the kernel.</summary>
    internal abstract void StopReceiving();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
