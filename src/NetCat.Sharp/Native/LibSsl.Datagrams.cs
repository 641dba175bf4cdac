using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>DTLS (RFC 6347): timers, and cookies before there is state for a client (DTLSv1_listen(3)).</content>
internal static unsafe partial class LibSsl
{
    /// <summary>A context for DTLS, or 0.</summary>
    /// <exception cref="DllNotFoundException">OpenSSL is not installed.</exception>
    internal static nint NewDatagramContext() => ContextNewRaw(DatagramMethodRaw());

    /// <summary>1 after a ClientHello with a valid cookie; else what is to be sent is in the BIO, or nothing is.</summary>
    [LibraryImport(Ssl, EntryPoint = "DTLSv1_listen")]
    internal static partial int Listen(nint ssl, nint address);

    /// <summary>Has a server make a cookie: connection, the cookie, its length.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_cookie_generate_cb")]
    internal static partial void MakeCookie(nint context, delegate* unmanaged<nint, byte*, uint*, int> make);

    /// <summary>Has a server verify a cookie: connection, the cookie, its length.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_cookie_verify_cb")]
    internal static partial void VerifyCookie(nint context, delegate* unmanaged<nint, byte*, uint, int> verify);

    /// <summary>When the last flight is to be sent again, from now on; null where none is.</summary>
    internal static TimeSpan? TimeoutOf(nint ssl)
    {
        nint* seconds = stackalloc nint[2];
        return ControlRaw(ssl, TlsConstants.DTLS_CTRL_GET_TIMEOUT, 0, seconds) == 1 ? TimeSpan.FromSeconds(seconds[0]) + TimeSpan.FromMicroseconds(seconds[1]) : null;
    }

    /// <summary>Sends the last flight again; below zero where that was done too often.</summary>
    internal static nint HandleTimeout(nint ssl) => ControlRaw(ssl, TlsConstants.DTLS_CTRL_HANDLE_TIMEOUT, 0, null);

    /// <summary>The most bytes of a datagram of the handshake.</summary>
    internal static void SetDatagramSize(nint ssl, int bytes) => _ = ControlRaw(ssl, TlsConstants.SSL_CTRL_SET_MTU, bytes, null);

    [LibraryImport(Ssl, EntryPoint = "DTLS_method")]
    private static partial nint DatagramMethodRaw();

    [LibraryImport(Ssl, EntryPoint = "SSL_ctrl")]
    private static partial nint ControlRaw(nint ssl, int command, nint number, void* pointer);
}
