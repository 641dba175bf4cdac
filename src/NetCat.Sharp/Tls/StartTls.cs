using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>
/// The exchange in plain text before TLS. Bytes that arrive with or before the last reply must not become TLS data: if bytes follow the last reply,
/// the connection ends (CVE-2011-0411, CVE-2021-23222).
/// </summary>
internal sealed class StartTls
{
    /// <summary>The limit for all replies in bytes: more than the capabilities of any server.</summary>
    private const int Largest = 64 * 1024;

    private readonly StartStep[] _steps;
    private readonly byte[] _heard = GC.AllocateUninitializedArray<byte>(Largest);
    private int _length;
    private int _step;
    private int _sent;

    private StartTls(StartStep[] steps) => _steps = steps;

    /// <summary>The reason why TLS cannot start; none if the exchange continues or if the socket has failed.</summary>
    internal TlsFailure Failure { get; private set; }

    /// <summary>The poll events that the next step waits for.</summary>
    internal short Events => _step < _steps.Length && _sent < _steps[_step].Sent.Length ? Constants.POLLOUT : Constants.POLLIN;

    /// <summary>Creates the exchange for a protocol; null if there is none.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="name">The server's name, for protocols that send it; null if it is unknown.</param>
    internal static StartTls? Of(StartProtocol protocol, string? name) => protocol == StartProtocol.None ? null : new StartTls(StartSteps.Of(protocol, name));

    /// <summary>
    /// Continues the exchange as far as the socket allows: 0 when TLS can begin, -EAGAIN if it waits for <see cref="Events"/>, otherwise minus errno.
    /// </summary>
    internal int Advance(int socket)
    {
        while (_step < _steps.Length)
        {
            int result = Send(socket);
            result = result < 0 ? result : Judge();
            if (result == 0)
            {
                continue;
            }

            result = result < 0 ? result : Receive(socket);
            if (result < 0)
            {
                return result;
            }
        }

        return 0;
    }

    private int Send(int socket)
    {
        byte[] bytes = _steps[_step].Sent;
        while (_sent < bytes.Length)
        {
            int sent = Libc.Write(socket, bytes.AsSpan(_sent));
            if (sent < 0 && sent != -Constants.EINTR)
            {
                return sent;
            }

            _sent += Math.Max(sent, 0);
        }

        return 0;
    }

    /// <summary>Returns 0 when a step is complete, 1 if more bytes must arrive, -EPROTO if the exchange has failed.</summary>
    private int Judge()
    {
        StartVerdict verdict = _steps[_step].Judge(_heard.AsSpan(0, _length));
        if (verdict.Failure.Fault != TlsFault.None)
        {
            return Fail(verdict.Failure);
        }

        if (verdict.Length == 0)
        {
            return _length < Largest ? 1 : Fail(new TlsFailure(TlsFault.StartOther));
        }

        _heard.AsSpan(verdict.Length, _length - verdict.Length).CopyTo(_heard);
        _length -= verdict.Length;
        (_step, _sent) = (_step + 1, 0);
        return _step == _steps.Length && _length > 0 ? Fail(new TlsFailure(TlsFault.StartInjected)) : 0;
    }

    private int Receive(int socket)
    {
        int read = Libc.Read(socket, _heard.AsSpan(_length));
        if (read is <= 0 and not -Constants.EINTR)
        {
            return read == 0 ? -Constants.ECONNRESET : read;
        }

        _length += Math.Max(read, 0);
        return 0;
    }

    private int Fail(TlsFailure failure)
    {
        Failure = failure;
        return -Constants.EPROTO;
    }
}
