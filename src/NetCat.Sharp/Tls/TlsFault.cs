namespace NetCat.Sharp;

/// <summary>What went wrong with TLS.</summary>
public enum TlsFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>OpenSSL 3 is not installed.</summary>
    LibraryMissing,

    /// <summary>OpenSSL has no memory, or a fault without a name.</summary>
    Library,

    /// <summary>The file of authorities cannot be read or has no certificate.</summary>
    CaFile,

    /// <summary>The file of the own certificate cannot be read or has none.</summary>
    CertificateFile,

    /// <summary>The file of the key cannot be read or has none.</summary>
    KeyFile,

    /// <summary>The key is encrypted, and its passphrase cannot be had.</summary>
    NoPassphrase,

    /// <summary>The key is encrypted with another passphrase.</summary>
    WrongPassphrase,

    /// <summary>The file of the secret cannot be read or has no secret.</summary>
    SecretFile,

    /// <summary>The key is not that of the certificate.</summary>
    KeyMismatch,

    /// <summary>OpenSSL knows none of the cipher suites.</summary>
    Ciphers,

    /// <summary>Before TLS: the server speaks another protocol.</summary>
    StartOther,

    /// <summary>Before TLS: the server does not offer it.</summary>
    StartUnoffered,

    /// <summary>Before TLS: the server refuses it.</summary>
    StartRefused,

    /// <summary>Before TLS: plain text behind the last reply, which may be another's.</summary>
    StartInjected,

    /// <summary>What the peer sends is not TLS.</summary>
    NotTls,

    /// <summary>The peer has ended the connection during the handshake.</summary>
    Closed,

    /// <summary>The socket has failed during the handshake.</summary>
    System,

    /// <summary>The handshake took longer than its limit.</summary>
    Timeout,

    /// <summary>The process is to end: the handshake was left.</summary>
    Interrupted,

    /// <summary>No authority that is trusted vouches for the peer's certificate, or it is not valid now.</summary>
    Untrusted,

    /// <summary>The certificate is for another name.</summary>
    WrongName,

    /// <summary>The certificate does not have the pin.</summary>
    WrongPin,

    /// <summary>The peer has no certificate.</summary>
    NoCertificate,

    /// <summary>The peer has another secret.</summary>
    WrongSecret,

    /// <summary>The peer does not use the secret.</summary>
    NoSecret,

    /// <summary>The peer has ended TLS with an alert (RFC 8446, section 6).</summary>
    Alert,

    /// <summary>The peer has ended TLS because it wanted another handshake in the same connection, which TLS 1.2 has and this library refuses.</summary>
    Renegotiation,

    /// <summary>A record of the peer is longer than the protocol allows (RFC 8446, sections 5.1 and 5.2).</summary>
    RecordTooLong,

    /// <summary>A record was changed on its way, or was not protected with the keys of the connection.</summary>
    CorruptRecord,

    /// <summary>The peer breaks the protocol, or the two sides have nothing in common.</summary>
    Protocol,
}
