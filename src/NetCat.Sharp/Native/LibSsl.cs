using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <summary>
/// OpenSSL's TLS over BIOs (ssl(7)), one method for each call, loaded at the first use. Unless stated otherwise, 1 is success. After a failure
/// the reason is in the thread's error queue, <see cref="LibCrypto.NextError"/>.
/// </summary>
internal static unsafe partial class LibSsl
{
    private const string Ssl = "libssl.so.3";

    /// <summary>A new connection of the context, or 0.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_new")]
    internal static partial nint New(nint context);

    /// <summary>Frees the connection and its BIOs.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_free")]
    internal static partial void Free(nint ssl);

    /// <summary>Sets both BIOs; the connection owns them from then on.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_set_bio")]
    internal static partial void SetBio(nint ssl, nint read, nint write);

    [LibraryImport(Ssl, EntryPoint = "SSL_set_connect_state")]
    internal static partial void SetConnectState(nint ssl);

    [LibraryImport(Ssl, EntryPoint = "SSL_set_accept_state")]
    internal static partial void SetAcceptState(nint ssl);

    /// <summary>1 when the handshake is complete; otherwise <see cref="ErrorOf"/> returns the reason.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_do_handshake")]
    internal static partial int DoHandshake(nint ssl);

    /// <summary>Reads at most one record; 1 on success, otherwise <see cref="ErrorOf"/> returns the reason.</summary>
    internal static int Read(nint ssl, Span<byte> into, out int read)
    {
        fixed (byte* p = into)
        {
            int result = ReadRaw(ssl, p, (nuint)into.Length, out nuint count);
            read = result == 1 ? (int)count : 0;
            return result;
        }
    }

    /// <summary>Encrypts the bytes; 1 on success. A memory BIO takes all of them.</summary>
    internal static int Write(nint ssl, ReadOnlySpan<byte> from, out int written)
    {
        fixed (byte* p = from)
        {
            int result = WriteRaw(ssl, p, (nuint)from.Length, out nuint count);
            written = result == 1 ? (int)count : 0;
            return result;
        }
    }

    /// <summary>Queues close_notify; 0 if the peer has not sent its own yet.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_shutdown")]
    internal static partial int Shutdown(nint ssl);

    /// <summary>The reason why a call failed, SSL_ERROR_…; the error queue must be empty before the call.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get_error")]
    internal static partial int ErrorOf(nint ssl, int result);

    [LibraryImport(Ssl, EntryPoint = "SSL_ctrl", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Control(nint ssl, int command, nint number, string? text);

    /// <summary>The parameters for verifying the peer's certificate; the connection owns them.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get0_param")]
    internal static partial nint VerifyRules(nint ssl);

    /// <summary>The peer's certificate, or 0; the caller frees it.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get1_peer_certificate")]
    internal static partial nint PeerCertificate(nint ssl);

    /// <summary>X509_V_OK (0), or the reason why the chain was refused.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get_verify_result")]
    internal static partial nint VerifyResult(nint ssl);

    /// <summary>The version, such as "TLSv1.3".</summary>
    internal static string VersionOf(nint ssl) => LibCrypto.Text(VersionRaw(ssl));

    /// <summary>OpenSSL's name of the cipher suite.</summary>
    internal static string CipherOf(nint ssl) => LibCrypto.Text(CipherNameRaw(CipherRaw(ssl)));

    /// <summary>The protocol that ALPN chose (RFC 7301); empty if there is none.</summary>
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
