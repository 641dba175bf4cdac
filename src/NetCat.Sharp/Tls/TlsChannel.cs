using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>
/// TLS on a non-blocking stream socket. OpenSSL reads from the socket through <see cref="SocketBio"/>; this class sends what OpenSSL writes. The
/// handshake comes first (<see cref="Open"/> or <see cref="Handshake"/>).
/// </summary>
internal sealed partial class TlsChannel : Channel
{
    private readonly int _socket;
    private readonly TlsContext _context;
    private readonly nint _ssl;
    private readonly SocketBio _bio;
    private readonly bool _isDatagram;
    private StartTls? _start;
    private TlsFacts? _facts;
    private int _accepted;
    private bool _mayHaveMore = true;
    private bool _hasNotified;
    private bool _hasEnded;
    private bool _isTruncated;
    private int _readFault;
    private bool _isDisposed;

    /// <param name="socket">The socket; its owner closes it.</param>
    /// <param name="context">The context; it must exist until the handshake has ended.</param>
    /// <exception cref="InsufficientMemoryException">OpenSSL has no memory.</exception>
    internal TlsChannel(int socket, TlsContext context)
    {
        _socket = socket;
        _context = context;
        _isDatagram = context.Options.IsDatagram;
        _start = StartTls.Of(context.Options.Start, context.Options.Name);
        _ssl = LibSsl.New(context.Handle);
        if (_ssl == 0)
        {
            throw new InsufficientMemoryException();
        }

        _bio = new SocketBio(socket);
        LibSsl.SetBio(_ssl, _bio.Handle, _bio.Handle);
        Begin();
    }

    /// <summary>The most bytes that are read from the socket, or encrypted, at once.</summary>
    internal const int BufferSize = 64 * 1024;

    /// <summary>The most bytes of data in one record (RFC 8446, section 5.1).</summary>
    private const int MostInRecord = 16384;

    /// <summary>The most bytes by which a record is longer than its data (RFC 5246, section 6.2.3).</summary>
    private const int MostAroundRecord = 2048 + 5;

    /// <summary>The failure that has ended TLS; none after an orderly end.</summary>
    internal TlsFailure Failure { get; private set; }

    /// <summary>Whether the peer has ended the connection without close_notify, so that its data may be incomplete (RFC 8446, section 6.1).</summary>
    internal override bool IsTruncated => _isTruncated;

    /// <summary>The largest size of this amount of data after encryption.</summary>
    internal static int MostOf(int bytes) => bytes + (((bytes / MostInRecord) + 1) * MostAroundRecord);

    /// <inheritdoc/>
    internal override bool HasFailed => Failure.Fault != TlsFault.None;

    /// <inheritdoc/>
    internal override int Descriptor => _socket;

    /// <inheritdoc/>
    internal override bool IsPlain => false;

    /// <inheritdoc/>
    internal override bool HasBufferedInput => _mayHaveMore;

    /// <inheritdoc/>
    internal override short ReadEvents => HasLeaving && _accepted == 0 ? (short)(Constants.POLLIN | Constants.POLLOUT) : Constants.POLLIN;

    private bool HasLeaving => !_bio.Leaving.IsEmpty;

    /// <inheritdoc/>
    internal override int Read(Span<byte> into)
    {
        int total = 0;
        LibCrypto.ClearErrors();
        while (total < into.Length && !_hasEnded)
        {
            _bio.Expect();
            int result = LibSsl.Read(_ssl, into[total..], out int read);
            total += read;
            if (result == 1 && _isDatagram)
            {
                break;
            }

            if (result == 1)
            {
                continue;
            }

            int arrived = Receive(result);
            if (arrived < 0)
            {
                _mayHaveMore = false;
                return total > 0 ? total : arrived;
            }
        }

        // The next call reports an end after these bytes: poll(2) may not report it.
        _mayHaveMore = total > 0;
        return total > 0 ? total : _readFault;
    }

    /// <summary>
    /// Encrypts and sends. Bytes that the socket does not take at once are kept. The result is then -EAGAIN, and the caller repeats the call with the
    /// same bytes until they are sent.
    /// </summary>
    internal override int Write(ReadOnlySpan<byte> from)
    {
        if (_isDatagram && from.Length > MostInRecord)
        {
            return -Constants.EMSGSIZE;
        }

        if (_accepted == 0)
        {
            LibCrypto.ClearErrors();
            ReadOnlySpan<byte> batch = from[..Math.Min(from.Length, BufferSize)];
            _bio.Expect(MostOf(batch.Length));
            int result = LibSsl.Write(_ssl, batch, out int taken);
            if (result != 1)
            {
                Fail(TlsErrors.TakeRecordFailure(_ssl));
                return -Constants.EPROTO;
            }

            _accepted = taken;
        }

        int sent = Send();
        if (sent == 0)
        {
            (sent, _accepted) = (_accepted, 0);
        }

        return sent;
    }

    /// <inheritdoc/>
    internal override int FinishSending()
    {
        Notify();
        int sent = Send();
        return sent < 0 || _isDatagram ? sent : Libc.Shutdown(_socket, Constants.SHUT_WR);
    }

    /// <inheritdoc/>
    internal override void StopReceiving() => _ = Libc.Shutdown(_socket, Constants.SHUT_RD);

    /// <summary>Sends close_notify if that was not done, as far as the socket takes it without waiting, and frees the resources of OpenSSL.</summary>
    public override void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            Notify();
            _ = Send();
            LibSsl.Free(_ssl);
            _bio.Dispose();
        }

        base.Dispose();
    }

    /// <summary>Sends close_notify once; a connection that has failed or has no keys yet sends none.</summary>
    private void Notify()
    {
        if (!_hasNotified && IsSecured && Failure.Fault == TlsFault.None)
        {
            _hasNotified = true;
            LibCrypto.ClearErrors();
            _ = LibSsl.Shutdown(_ssl);
            LibCrypto.ClearErrors();
        }
    }

    /// <summary>Writes the encrypted bytes to the socket: 0 when all are written, or minus errno.</summary>
    private int Send()
    {
        while (HasLeaving)
        {
            int sent = Libc.Write(_socket, Next(_bio.Leaving));
            if (sent < 0 && sent != -Constants.EINTR)
            {
                return sent;
            }

            _bio.Remove(Math.Max(sent, 0));
        }

        return 0;
    }

    /// <summary>
    /// Handles a read that did not succeed: 0 if OpenSSL has more to decrypt or the end has arrived, -EAGAIN if no data has arrived.
    /// </summary>
    private int Receive(int result)
    {
        switch (LibSsl.ErrorOf(_ssl, result))
        {
            case TlsConstants.SSL_ERROR_WANT_READ or TlsConstants.SSL_ERROR_WANT_WRITE:
                break;
            case TlsConstants.SSL_ERROR_ZERO_RETURN:
                return End(0);
            default:
                Fail(TlsErrors.TakeRecordFailure(_ssl));
                _ = Send();
                return End(-Constants.EPROTO);
        }

        // Sends a reply to the peer, such as a change of keys. Bytes that a write has left are sent when that write is repeated.
        int sent = _accepted == 0 ? Send() : 0;
        if (sent < 0 && !SystemError.IsTransient(-sent))
        {
            return End(sent);
        }

        int arrived = _bio.ReadResult;
        if (arrived < 0)
        {
            return SystemError.IsTransient(-arrived) ? arrived : End(arrived);
        }

        bool isEnd = arrived == 0 && !_isDatagram;
        _isTruncated |= isEnd;
        return isEnd ? End(0) : 0;
    }

    private int End(int fault)
    {
        _hasEnded = true;
        _readFault = fault;
        return 0;
    }

    private void Fail(TlsFailure failure) => Failure = Failure.Fault == TlsFault.None ? failure : Failure;
}
