namespace NetCat.Sharp;

/// <summary>The kind of a TLS failure.</summary>
public enum TlsFault
{
    /// <summary>No failure.</summary>
    None,

    /// <summary>OpenSSL 3 is not installed.</summary>
    LibraryMissing,

    /// <summary>OpenSSL has no memory, or reports an error that has no value here.</summary>
    Library,

    /// <summary>The file of trusted authorities cannot be read or contains no certificate.</summary>
    CaFile,

    /// <summary>The certificate file cannot be read or contains no certificate.</summary>
    CertificateFile,

    /// <summary>The key file cannot be read or contains no key.</summary>
    KeyFile,

    /// <summary>The key is encrypted, and its passphrase is not available.</summary>
    NoPassphrase,

    /// <summary>The passphrase of the key is wrong.</summary>
    WrongPassphrase,

    /// <summary>The secret file cannot be read or contains no secret.</summary>
    SecretFile,

    /// <summary>The key does not belong to the certificate.</summary>
    KeyMismatch,

    /// <summary>OpenSSL knows none of the cipher suites.</summary>
    Ciphers,

    /// <summary>Before TLS: the server uses another protocol.</summary>
    StartOther,

    /// <summary>Before TLS: the server does not offer TLS.</summary>
    StartUnoffered,

    /// <summary>Before TLS: the server refuses TLS.</summary>
    StartRefused,

    /// <summary>Before TLS: plain text follows the last reply; a third party may have inserted it.</summary>
    StartInjected,

    /// <summary>The data from the peer is not TLS.</summary>
    NotTls,

    /// <summary>The peer closed the connection during the handshake.</summary>
    Closed,

    /// <summary>The socket failed during the handshake.</summary>
    System,

    /// <summary>The handshake exceeded its time limit.</summary>
    Timeout,

    /// <summary>The handshake was cancelled because the process is about to end.</summary>
    Interrupted,

    /// <summary>The peer's certificate is not signed by a trusted authority, or is not valid now.</summary>
    Untrusted,

    /// <summary>The certificate is for a different name.</summary>
    WrongName,

    /// <summary>The certificate has a different pin.</summary>
    WrongPin,

    /// <summary>The peer has no certificate.</summary>
    NoCertificate,

    /// <summary>The peer has a different secret.</summary>
    WrongSecret,

    /// <summary>The peer does not use the secret.</summary>
    NoSecret,

    /// <summary>The peer has ended TLS with an alert (RFC 8446, section 6).</summary>
    Alert,

    /// <summary>The peer has ended TLS because this library refused a new handshake in the same connection (renegotiation, TLS 1.2).</summary>
    Renegotiation,

    /// <summary>A record from the peer is longer than the protocol allows (RFC 8446, sections 5.1 and 5.2).</summary>
    RecordTooLong,

    /// <summary>A record was modified in transit, or was not protected with the keys of the connection.</summary>
    CorruptRecord,

    /// <summary>The peer violates the protocol, or the two sides have no common parameters.</summary>
    Protocol,
}
