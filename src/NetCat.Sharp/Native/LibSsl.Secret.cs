using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>A shared secret instead of certificates (SSL_CTX_set_psk_use_session_callback(3)), and the certificates of both sides.</content>
internal static unsafe partial class LibSsl
{
    /// <summary>Has a client offer the session that <paramref name="offer"/> returns: connection, digest or 0, identity, its length, session.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_psk_use_session_callback")]
    internal static partial void OfferSecret(nint context, delegate* unmanaged<nint, nint, byte**, nuint*, nint*, int> offer);

    /// <summary>Has a server find the session of an identity: connection, identity, its length, session.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_psk_find_session_callback")]
    internal static partial void FindSecret(nint context, delegate* unmanaged<nint, byte*, nuint, nint*, int> find);

    /// <summary>Has a client of DTLS 1.2 state the secret: connection, hint, identity and its room, secret and its room. The result is the secret's length, 0 for none.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_psk_client_callback")]
    internal static partial void StateSecret(nint context, delegate* unmanaged<nint, byte*, byte*, uint, byte*, uint, uint> state);

    /// <summary>Has a server of DTLS 1.2 find the secret of an identity: connection, identity, secret and its room. The result is the secret's length, 0 for none.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_psk_server_callback")]
    internal static partial void LookUpSecret(nint context, delegate* unmanaged<nint, byte*, byte*, uint, uint> lookUp);

    /// <summary>A session of TLS 1.3 that has the secret as its master key and the suite as its cipher; 0 where it cannot be made.</summary>
    /// <param name="ssl">A connection of the context.</param>
    /// <param name="secret">The bytes that both ends have.</param>
    /// <param name="suite">The suite's number on the wire, which states the digest.</param>
    internal static nint SessionOf(nint ssl, ReadOnlySpan<byte> secret, int suite)
    {
        Span<byte> number = [(byte)(suite >> 8), (byte)suite];
        nint session = NewSessionRaw();
        fixed (byte* key = secret, cipher = number)
        {
            bool isSet = session != 0
                && SetSecretRaw(session, key, (nuint)secret.Length) == 1
                && SetCipherRaw(session, FindCipherRaw(ssl, cipher)) == 1
                && SetVersionRaw(session, TlsConstants.TLS1_3_VERSION) == 1;
            if (!isSet)
            {
                FreeSessionRaw(session);
            }

            return isSet ? session : 0;
        }
    }

    /// <summary>1 where the peer has shown that it has the secret.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_session_reused")]
    internal static partial int UsesSecret(nint ssl);

    /// <summary>The context of a connection.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get_SSL_CTX")]
    internal static partial nint ContextOf(nint ssl);

    /// <summary>Keeps a number for callbacks that have no argument of their own.</summary>
    internal static void SetData(nint context, nint data) => _ = SetDataRaw(context, 0, data);

    /// <summary>The number that <see cref="SetData"/> has kept.</summary>
    internal static nint DataOf(nint context) => DataRaw(context, 0);

    /// <summary>The certificates that the peer sent, the connection's own; without the first on a server. 0 where it sent none.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get_peer_cert_chain")]
    internal static partial nint ChainOf(nint ssl);

    /// <summary>The certificates that the context trusts.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_get_cert_store")]
    internal static partial nint StoreOf(nint context);

    /// <summary>Adds the name of an authority to those that a server lists when it demands a certificate.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_add_client_CA")]
    internal static partial int AddIssuerName(nint context, nint certificate);

    /// <summary>Adds a certificate between the own one and the authority; it stays the caller's.</summary>
    internal static nint AddToChain(nint context, nint certificate) => ControlContext(context, TlsConstants.SSL_CTRL_CHAIN_CERT, 1, certificate);

    [LibraryImport(Ssl, EntryPoint = "SSL_SESSION_new")]
    private static partial nint NewSessionRaw();

    [LibraryImport(Ssl, EntryPoint = "SSL_SESSION_free")]
    private static partial void FreeSessionRaw(nint session);

    [LibraryImport(Ssl, EntryPoint = "SSL_SESSION_set1_master_key")]
    private static partial int SetSecretRaw(nint session, byte* secret, nuint length);

    [LibraryImport(Ssl, EntryPoint = "SSL_SESSION_set_cipher")]
    private static partial int SetCipherRaw(nint session, nint cipher);

    [LibraryImport(Ssl, EntryPoint = "SSL_SESSION_set_protocol_version")]
    private static partial int SetVersionRaw(nint session, int version);

    [LibraryImport(Ssl, EntryPoint = "SSL_CIPHER_find")]
    private static partial nint FindCipherRaw(nint ssl, byte* number);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_ex_data")]
    private static partial int SetDataRaw(nint context, int place, nint data);

    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_get_ex_data")]
    private static partial nint DataRaw(nint context, int place);
}
