using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <content>
/// Cookies of DTLS: a client must send back a cookie that was sent to its address, so that a forged sender address does not make the server keep
/// state (RFC 6347, section 4.2.1).
/// </content>
internal sealed unsafe partial class TlsContext
{
    private const int CookieLength = 32;

    private readonly byte[] _cookieKey = new byte[CookieLength];

    /// <summary>The sender of the datagram that is being verified.</summary>
    internal SockAddr Sender { get; set; }

    private TlsFailure UseCookies()
    {
        if (!Options.IsDatagram || !Options.IsServer)
        {
            return default;
        }

        if (!LibCrypto.Randomize(_cookieKey))
        {
            return new TlsFailure(TlsFault.Library, TlsErrors.Take());
        }

        LibSsl.SetData(_context, Self());
        LibSsl.MakeCookie(_context, &MakeCookie);
        LibSsl.VerifyCookie(_context, &VerifyCookie);
        return default;
    }

    [UnmanagedCallersOnly]
    private static int MakeCookie(nint ssl, byte* cookie, uint* length)
    {
        *length = CookieLength;
        return Cookie(ssl, new Span<byte>(cookie, CookieLength)) ? 1 : 0;
    }

    [UnmanagedCallersOnly]
    private static int VerifyCookie(nint ssl, byte* cookie, uint length)
    {
        Span<byte> made = stackalloc byte[CookieLength];
        return length == CookieLength && Cookie(ssl, made) && LibCrypto.AreSame(made, new ReadOnlySpan<byte>(cookie, CookieLength)) ? 1 : 0;
    }

    private static bool Cookie(nint ssl, Span<byte> cookie)
    {
        TlsContext context = Of(ssl);
        return LibCrypto.Authenticate(context._cookieKey, context.Sender.Bytes, cookie);
    }
}
