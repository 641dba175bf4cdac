using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <summary>
/// OpenSSL's TLS over memory BIOs (ssl(7)), one method for each call, loaded at the first use. 1 is success where nothing else is said;
/// what went wrong is in the thread's error queue, <see cref="LibCrypto.NextError"/>.
/// </summary>
internal static unsafe partial class LibSsl
{
    private const string Ssl = "libssl.so.3";

    /// <summary>A connection of the context, or 0.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_new")]
    internal static partial nint New(nint context);

    /// <summary>Frees the connection and its BIOs.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_free")]
    internal static partial void Free(nint ssl);

    /// <summary>The connection owns both BIOs from then on.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_set_bio")]
    internal static partial void SetBio(nint ssl, nint read, nint write);

    [LibraryImport(Ssl, EntryPoint = "SSL_set_connect_state")]
    internal static partial void SetConnectState(nint ssl);

    [LibraryImport(Ssl, EntryPoint = "SSL_set_accept_state")]
    internal static partial void SetAcceptState(nint ssl);

    /// <summary>1 when the handshake is complete; else <see cref="ErrorOf"/> has the reason.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_do_handshake")]
    internal static partial int DoHandshake(nint ssl);

    /// <summary>1 and the bytes read, at most one record; else <see cref="ErrorOf"/> has the reason.</summary>
    internal static int Read(nint ssl, Span<byte> into, out int read)
    {
        fixed (byte* p = into)
        {
            int result = ReadRaw(ssl, p, (nuint)into.Length, out nuint count);
            read = result == 1 ? (int)count : 0;
            return result;
        }
    }

    /// <summary>1 and the bytes encrypted: all of them, where the BIO is memory.</summary>
    internal static int Write(nint ssl, ReadOnlySpan<byte> from, out int written)
    {
        fixed (byte* p = from)
        {
            int result = WriteRaw(ssl, p, (nuint)from.Length, out nuint count);
            written = result == 1 ? (int)count : 0;
            return result;
        }
    }

    /// <summary>Queues close_notify; 0 where the peer has not sent its own yet.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_shutdown")]
    internal static partial int Shutdown(nint ssl);

    /// <summary>Why a call has failed, SSL_ERROR_…; the error queue must have been empty before the call.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get_error")]
    internal static partial int ErrorOf(nint ssl, int result);

    [LibraryImport(Ssl, EntryPoint = "SSL_ctrl", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Control(nint ssl, int command, nint number, string? text);

    /// <summary>The rules by which the peer's certificate is verified; owned by the connection.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get0_param")]
    internal static partial nint VerifyRules(nint ssl);

    /// <summary>The peer's certificate, to be freed, or 0.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get1_peer_certificate")]
    internal static partial nint PeerCertificate(nint ssl);

    /// <summary>X509_V_OK (0), or why the chain was refused.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get_verify_result")]
    internal static partial nint VerifyResult(nint ssl);

    /// <summary>"TLSv1.3".</summary>
    internal static string VersionOf(nint ssl) => LibCrypto.Text(VersionRaw(ssl));

    /// <summary>The cipher suite by OpenSSL's name.</summary>
    internal static string CipherOf(nint ssl) => LibCrypto.Text(CipherNameRaw(CipherRaw(ssl)));

    /// <summary>The protocol that ALPN chose (RFC 7301), empty where none was.</summary>
    internal static ReadOnlySpan<byte> AlpnOf(nint ssl)
    {
        AlpnRaw(ssl, out byte* name, out uint length);
        return new ReadOnlySpan<byte>(name, (int)length);
    }

    [LibraryImport(Ssl, EntryPoint = "SSL_read_ex")]
    private static partial int ReadRaw(nint ssl, byte* into, nuint length, out nuint read);

    [LibraryImport(Ssl, EntryPoint = "SSL_write_ex")]
    private static partial int WriteRaw(nint ssl, byte* from, nuint length, out nuint written);

    [LibraryImport(Ssl, EntryPoint = "SSL_get_version")]
    private static partial nint VersionRaw(nint ssl);

    [LibraryImport(Ssl, EntryPoint = "SSL_get_current_cipher")]
    private static partial nint CipherRaw(nint ssl);

    [LibraryImport(Ssl, EntryPoint = "SSL_CIPHER_get_name")]
    private static partial nint CipherNameRaw(nint cipher);

    [LibraryImport(Ssl, EntryPoint = "SSL_get0_alpn_selected")]
    private static partial void AlpnRaw(nint ssl, out byte* name, out uint length);
}
