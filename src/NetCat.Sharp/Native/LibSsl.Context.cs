using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>The configuration that all connections of a context share (SSL_CTX_new(3)).</content>
internal static unsafe partial class LibSsl
{
    /// <summary>Initializes OpenSSL with OPENSSL_INIT_… before any other call initializes it. 1 is success.</summary>
    /// <exception cref="DllNotFoundException">OpenSSL is not installed.</exception>
    internal static int Start(ulong options) => InitializeRaw(options, 0);

    /// <summary>A context for every version of TLS, client and server, or 0.</summary>
    /// <exception cref="DllNotFoundException">OpenSSL is not installed.</exception>
    internal static nint NewContext() => ContextNewRaw(MethodRaw());

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_free")]
    internal static partial void FreeContext(nint context);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_ctrl")]
    internal static partial nint ControlContext(nint context, int command, nint number, nint pointer);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_options")]
    internal static partial ulong SetOptions(nint context, ulong options);

    /// <summary>Sets the size of the read buffer of a connection that reads ahead.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_default_read_buffer_len")]
    internal static partial void SetReadBuffer(nint context, nuint bytes);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_num_tickets")]
    internal static partial int SetTickets(nint context, nuint count);

    /// <summary>Sets SSL_VERIFY_… without a callback.</summary>
    internal static void SetVerify(nint context, int mode) => VerifyRaw(context, mode, 0);

    /// <summary>
    /// Replaces the verification of the chain. The callback gets the store's context and <paramref name="argument"/>, and returns 1 to accept.
    /// </summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_cert_verify_callback")]
    internal static partial void VerifyWith(nint context, delegate* unmanaged<nint, nint, int> verify, nint argument);

    /// <summary>Trusts the certificates that the system trusts.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_default_verify_paths")]
    internal static partial int TrustSystem(nint context);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_use_certificate")]
    internal static partial int UseCertificate(nint context, nint certificate);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_use_PrivateKey")]
    internal static partial int UseKey(nint context, nint key);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_check_private_key")]
    internal static partial int CheckKey(nint context);

    /// <summary>Sets the cipher suites up to TLS 1.2.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_cipher_list", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetCipherList(nint context, string list);

    /// <summary>Sets the cipher suites of TLS 1.3.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_ciphersuites", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetCipherSuites(nint context, string list);

    /// <summary>Sets the protocols that a client offers, each preceded by a length byte. For this call 0 is success.</summary>
    internal static int OfferAlpn(nint context, ReadOnlySpan<byte> protocols)
    {
        fixed (byte* p = protocols)
        {
            return AlpnOfferRaw(context, p, (uint)protocols.Length);
        }
    }

    /// <summary>Sets the callback with which a server chooses a protocol; its last argument is <paramref name="argument"/>.</summary>
    internal static void ChooseAlpn(nint context, delegate* unmanaged<nint, byte**, byte*, byte*, uint, nint, int> choose, nint argument)
        => AlpnChooseRaw(context, choose, argument);

    /// <summary>Selects the first of the server's protocols that the client offers; OPENSSL_NPN_NEGOTIATED (1) if there is one.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_select_next_proto")]
    internal static partial int SelectProtocol(byte** chosen, byte* length, byte* server, uint serverLength, byte* client, uint clientLength);

    [LibraryImport(Ssl, EntryPoint = "OPENSSL_init_ssl")]
    private static partial int InitializeRaw(ulong options, nint settings);

    [LibraryImport(Ssl, EntryPoint = "TLS_method")]
    private static partial nint MethodRaw();

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_new")]
    private static partial nint ContextNewRaw(nint method);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_verify")]
    private static partial void VerifyRaw(nint context, int mode, nint callback);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_alpn_protos")]
    private static partial int AlpnOfferRaw(nint context, byte* protocols, uint length);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_alpn_select_cb")]
    private static partial void AlpnChooseRaw(nint context, delegate* unmanaged<nint, byte**, byte*, byte*, uint, nint, int> choose, nint argument);
}
