using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <content>The handshake, either in steps that a loop calls or in one blocking call.</content>
internal sealed partial class TlsChannel
{
    /// <summary>Whether the handshake is complete and the peer is the one that the options require.</summary>
    internal bool IsSecured { get; private set; }

    /// <summary>
    /// The parameters that the handshake has negotiated and the peer's certificate; null before it is complete. They are read at the first call,
    /// which must precede <see cref="Dispose"/>, because most sessions do not need them.
    /// </summary>
    internal TlsFacts? Facts => IsSecured ? _facts ??= ReadFacts() : null;

    /// <summary>
    /// Continues the handshake as far as the socket allows: 0 when it is complete, -EAGAIN if it waits for <see cref="OpenEvents"/>, another negative
    /// number if <see cref="Failure"/> has the reason.
    /// </summary>
    internal override int Open()
    {
        if (_start is { } start)
        {
            int begun = start.Advance(_socket);
            if (begun < 0)
            {
                return begun == -Constants.EAGAIN ? begun : Refuse(start.Failure.Fault != TlsFault.None ? start.Failure : Broken(begun));
            }

            _start = null;
        }

        while (!IsSecured)
        {
            LibCrypto.ClearErrors();
            _bio.Expect();
            int result = LibSsl.DoHandshake(_ssl);
            int error = result == 1 ? 0 : LibSsl.ErrorOf(_ssl, result);
            TlsFailure failure = error is 0 or TlsConstants.SSL_ERROR_WANT_READ ? default : TlsErrors.TakeFailure(_ssl, _context.Options.SecretFile is not null, _bio.LastAlert);
            int sent = Send();
            if (failure.Fault != TlsFault.None)
            {
                return Refuse(failure.Fault == TlsFault.WrongPin ? failure with { Detail = _context.RefusedPin?.ToString() ?? "" } : failure);
            }

            if (sent < 0)
            {
                return sent == -Constants.EAGAIN ? sent : Refuse(Broken(sent));
            }

            if (result == 1)
            {
                return Complete();
            }

            int arrived = _bio.ReadResult;
            if (arrived <= 0 && arrived != -Constants.EINTR && !(arrived == 0 && _isDatagram))
            {
                return arrived == -Constants.EAGAIN ? arrived : Refuse(Broken(arrived));
            }
        }

        return 0;
    }

    /// <inheritdoc/>
    internal override short OpenEvents => _start is { } start ? start.Events : HasLeaving ? Constants.POLLOUT : Constants.POLLIN;

    /// <summary>Performs the whole handshake before the deadline; false if <see cref="Failure"/> has the reason.</summary>
    /// <param name="until">The time limit, which nothing that the peer sends extends.</param>
    /// <param name="isInterrupted">Called before each wait and after a signal; true cancels the handshake. Null if nothing interrupts it.</param>
    internal bool Handshake(Deadline until, Func<bool>? isInterrupted = null)
    {
        Span<PollSlot> slot = stackalloc PollSlot[1];
        int step;
        while ((step = Open()) == -Constants.EAGAIN)
        {
            slot[0].Watch(_socket, OpenEvents);
            Deadline again = _isDatagram ? Deadline.In(LibSsl.TimeoutOf(_ssl)) : Deadline.Never;
            bool isLeft = isInterrupted is not null && isInterrupted();
            bool isSilent = !isLeft && Libc.Poll(slot, until.Or(again).PollTime) == 0;
            if (isSilent && _isDatagram && !until.IsOver && LibSsl.HandleTimeout(_ssl) >= 0)
            {
                continue;
            }

            if (isLeft || isSilent)
            {
                Fail(new TlsFailure(isLeft ? TlsFault.Interrupted : TlsFault.Timeout));
                return false;
            }
        }

        return step == 0;
    }

    /// <inheritdoc/>
    internal override void Abandon()
    {
        _hasNotified = true;
        if (!IsSecured)
        {
            Fail(new TlsFailure(TlsFault.Timeout));
        }
    }

    private static TlsFailure Broken(int result)
        => result is 0 or -Constants.ECONNRESET or -Constants.EPIPE ? new TlsFailure(TlsFault.Closed) : new TlsFailure(TlsFault.System, SystemError.Text(-result), -result);

    private void Begin()
    {
        if (_isDatagram)
        {
            LibSsl.SetDatagramSize(_ssl, HandshakeDatagram);
        }

        if (_context.Options.IsServer)
        {
            LibSsl.SetAcceptState(_ssl);
            return;
        }

        LibSsl.SetConnectState(_ssl);
        if (_context.Options.Name is not { } name)
        {
            return;
        }

        nint rules = LibSsl.VerifyRules(_ssl);
        bool isAddress = LibCrypto.ExpectAddress(rules, name) == 1;
        LibCrypto.ClearErrors();
        if (!isAddress)
        {
            // A final dot makes a name absolute for the resolver; names in certificates do not have it.
            string host = name.TrimEnd('.');
            _ = LibCrypto.ExpectName(rules, host, 0);
            _ = LibSsl.Control(_ssl, TlsConstants.SSL_CTRL_SET_TLSEXT_HOSTNAME, TlsConstants.TLSEXT_NAMETYPE_host_name, host);
        }
    }

    private int Complete()
    {
        if (_context.Options.Pin is { } wanted)
        {
            nint certificate = LibSsl.PeerCertificate(_ssl);
            TlsPin? pin = certificate == 0 ? null : TlsPin.Of(certificate, wanted.IsOfKey);
            LibCrypto.FreeCertificate(certificate);
            if (pin != wanted)
            {
                return Refuse(pin is null ? new TlsFailure(TlsFault.NoCertificate) : new TlsFailure(TlsFault.WrongPin, pin.ToString()));
            }
        }

        if (_context.Options.SecretFile is not null && !_isDatagram && LibSsl.UsesSecret(_ssl) != 1)
        {
            return Refuse(new TlsFailure(TlsFault.NoSecret));
        }

        IsSecured = true;
        return 0;
    }

    private TlsFacts ReadFacts()
    {
        nint certificate = LibSsl.PeerCertificate(_ssl);
        TlsFacts facts = TlsFacts.Of(_ssl, certificate, _context.Options.IsServer);
        LibCrypto.FreeCertificate(certificate);
        return facts;
    }

    private int Refuse(TlsFailure failure)
    {
        Fail(failure);
        return -Constants.EPROTO;
    }
}
