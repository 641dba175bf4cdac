using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// One end of a relay: a socket, plain or with TLS, or an input or output such as a pipe, a file or a terminal. A result below zero is minus errno.
/// After -EAGAIN the caller repeats the call when the descriptor has one of the events in <see cref="ReadEvents"/> or <see cref="WriteEvents"/>.
/// Disposing of the channel does not close the descriptor.
/// </summary>
internal abstract class Channel : IDisposable
{
    /// <summary>The descriptor that poll(2) and epoll(7) watch.</summary>
    internal abstract int Descriptor { get; }

    /// <summary>The kind of file that the descriptor refers to.</summary>
    internal virtual DescriptorKind Kind => DescriptorKind.Other;

    /// <summary>Whether the bytes on the descriptor are the bytes of the session, so that sendfile(2) and splice(2) can move them.</summary>
    internal abstract bool IsPlain { get; }

    /// <summary>Whether neither read nor write blocks the thread, so that both can be tried without poll(2).</summary>
    internal virtual bool IsNonBlocking => true;

    /// <summary>The poll events that the next read waits for. A TLS read may have to wait for POLLOUT.</summary>
    internal virtual short ReadEvents => Constants.POLLIN;

    /// <summary>The poll events that the next write waits for. A TLS write may have to wait for POLLIN.</summary>
    internal virtual short WriteEvents => Constants.POLLOUT;

    /// <summary>Whether the channel holds bytes that are already decrypted: a read returns them at once, and poll(2) does not report them.</summary>
    internal virtual bool HasBufferedInput => false;

    /// <summary>
    /// Continues the exchange that precedes the data, such as a handshake. Returns 0 when the channel is open, -EAGAIN if it waits for
    /// <see cref="OpenEvents"/>, or minus errno.
    /// </summary>
    internal virtual int Open() => 0;

    /// <summary>The poll events that the next call of <see cref="Open"/> waits for.</summary>
    internal virtual short OpenEvents => Constants.POLLIN;

    /// <summary>Whether the peer's data ended without the end marker of its protocol, and so may be incomplete.</summary>
    internal virtual bool IsTruncated => false;

    /// <summary>Whether an error has ended both directions. After an error of a plain socket, the kernel still reports the errno.</summary>
    internal virtual bool HasFailed => false;

    /// <summary>
    /// Prevents an orderly end, because what the peer has received is incomplete or the time for <see cref="Open"/> is over. TCP has only FIN.
    /// </summary>
    internal virtual void Abandon()
    {
    }

    /// <summary>Reads; returns the number of bytes, 0 at the end of the data, or minus errno.</summary>
    internal abstract int Read(Span<byte> into);

    /// <summary>Writes; returns the number of bytes, perhaps fewer than given, or minus errno.</summary>
    internal abstract int Write(ReadOnlySpan<byte> from);

    /// <summary>
    /// Ends the sending direction with FIN, preceded by close_notify if there is TLS. Returns 0 or minus errno; -EAGAIN if close_notify waits for
    /// room.
    /// </summary>
    internal abstract int FinishSending();

    /// <summary>Ends the receiving direction: the kernel discards what the peer sends from now on.</summary>
    internal abstract void StopReceiving();

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
