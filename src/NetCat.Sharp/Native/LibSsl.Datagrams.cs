using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>DTLS (RFC 6347): timers, and cookies that are verified before the server keeps state for a client (DTLSv1_listen(3)).</content>
internal static unsafe partial class LibSsl
{
    /// <summary>A context for DTLS, or 0.</summary>
    /// <exception cref="DllNotFoundException">OpenSSL is not installed.</exception>
    internal static nint NewDatagramContext() => ContextNewRaw(DatagramMethodRaw());

    /// <summary>1 after a ClientHello with a valid cookie. Otherwise the BIO holds the reply to send, if there is one.</summary>
    [LibraryImport(Ssl, EntryPoint = "DTLSv1_listen")]
    internal static partial int Listen(nint ssl, nint address);

    /// <summary>Sets the callback with which a server makes a cookie. Its arguments are the connection, the cookie and its length.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_cookie_generate_cb")]
    internal static partial void MakeCookie(nint context, delegate* unmanaged<nint, byte*, uint*, int> make);

    /// <summary>Sets the callback with which a server verifies a cookie. Its arguments are the connection, the cookie and its length.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_cookie_verify_cb")]
    internal static partial void VerifyCookie(nint context, delegate* unmanaged<nint, byte*, uint, int> verify);

    /// <summary>The time until the last flight must be sent again; null if there is none.</summary>
    internal static TimeSpan? TimeoutOf(nint ssl)
    {
        nint* seconds = stackalloc nint[2];
        return ControlRaw(ssl, TlsConstants.DTLS_CTRL_GET_TIMEOUT, 0, seconds) == 1 ? TimeSpan.FromSeconds(seconds[0]) + TimeSpan.FromMicroseconds(seconds[1]) : null;
    }

    /// <summary>Sends the last flight again; below zero after too many attempts.</summary>
    internal static nint HandleTimeout(nint ssl) => ControlRaw(ssl, TlsConstants.DTLS_CTRL_HANDLE_TIMEOUT, 0, null);

    /// <summary>Sets the largest datagram of the handshake, in bytes.</summary>
    internal static void SetDatagramSize(nint ssl, int bytes) => _ = ControlRaw(ssl, TlsConstants.SSL_CTRL_SET_MTU, bytes, null);

    [LibraryImport(Ssl, EntryPoint = "DTLS_method")]
    private static partial nint DatagramMethodRaw();

    [LibraryImport(Ssl, EntryPoint = "SSL_ctrl")]
    private static partial nint ControlRaw(nint ssl, int command, nint number, void* pointer);
}
