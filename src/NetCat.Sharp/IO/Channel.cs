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

    /// <summary>
    /// Goes on with what comes before the data, such as a handshake: 0 when the channel is open, -EAGAIN where it waits for
    /// <see cref="OpenEvents"/>, or minus errno.
    /// </summary>
    internal virtual int Open() => 0;

    /// <summary>The poll events that the next call of <see cref="Open"/> waits for.</summary>
    internal virtual short OpenEvents => Constants.POLLIN;

    /// <summary>The peer's data ended without the end that its protocol has for it: it may be incomplete.</summary>
    internal virtual bool IsTruncated => false;

    /// <summary>An error has ended both directions. After an error of a plain socket the kernel still states which.</summary>
    internal virtual bool HasFailed => false;

    /// <summary>The peer is not sent an orderly end: what it has received is incomplete, or the time for <see cref="Open"/> is over. TCP has FIN alone.</summary>
    internal virtual void Abandon()
    {
    }

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
