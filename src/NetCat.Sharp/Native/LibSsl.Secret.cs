using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>A shared secret in place of certificates (SSL_CTX_set_psk_use_session_callback(3)), and the certificates of both sides.</content>
internal static unsafe partial class LibSsl
{
    /// <summary>
    /// Sets the callback that returns the session that a client offers. Its arguments are the connection, the digest or 0, the identity, its length,
    /// and the session.
    /// </summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_psk_use_session_callback")]
    internal static partial void OfferSecret(nint context, delegate* unmanaged<nint, nint, byte**, nuint*, nint*, int> offer);

    /// <summary>
    /// Sets the callback with which a server finds the session for an identity. Its arguments are the connection, the identity, its length, and the
    /// session.
    /// </summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_psk_find_session_callback")]
    internal static partial void FindSecret(nint context, delegate* unmanaged<nint, byte*, nuint, nint*, int> find);

    /// <summary>
    /// Sets the callback that provides the secret to a client of DTLS 1.2. Its arguments are the connection, the hint, the identity and the size of
    /// its buffer, the secret and the size of its buffer. It returns the length of the secret, 0 if there is none.
    /// </summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_psk_client_callback")]
    internal static partial void StateSecret(nint context, delegate* unmanaged<nint, byte*, byte*, uint, byte*, uint, uint> state);

    /// <summary>
    /// Sets the callback with which a server of DTLS 1.2 finds the secret for an identity. Its arguments are the connection, the identity, the secret
    /// and the size of its buffer. It returns the length of the secret, 0 if there is none.
    /// </summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_set_psk_server_callback")]
    internal static partial void LookUpSecret(nint context, delegate* unmanaged<nint, byte*, byte*, uint, uint> lookUp);

    /// <summary>A session of TLS 1.3 with the secret as its master key and the suite as its cipher; 0 on failure.</summary>
    /// <param name="ssl">A connection of the context.</param>
    /// <param name="secret">The secret that both ends share.</param>
    /// <param name="suite">The number of the suite in the protocol; it determines the digest.</param>
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

    /// <summary>1 if the peer has proved that it has the secret.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_session_reused")]
    internal static partial int UsesSecret(nint ssl);

    /// <summary>The context of a connection.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get_SSL_CTX")]
    internal static partial nint ContextOf(nint ssl);

    /// <summary>Stores a value for callbacks that have no argument for it.</summary>
    internal static void SetData(nint context, nint data) => _ = SetDataRaw(context, 0, data);

    /// <summary>The value that <see cref="SetData"/> stored.</summary>
    internal static nint DataOf(nint context) => DataRaw(context, 0);

    /// <summary>
    /// The certificates that the peer sent, or 0; the connection owns them. On a server the list does not include the peer's own certificate.
    /// </summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_get_peer_cert_chain")]
    internal static partial nint ChainOf(nint ssl);

    /// <summary>The store of the certificates that the context trusts.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_get_cert_store")]
    internal static partial nint StoreOf(nint context);

    /// <summary>Adds the name of an authority to the list that a server sends when it requests a certificate.</summary>
    [LibraryImport(Ssl, EntryPoint = "SSL_CTX_add_client_CA")]
    internal static partial int AddIssuerName(nint context, nint certificate);

    /// <summary>Adds a certificate between the side's own certificate and the authority; the caller still owns it.</summary>
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
