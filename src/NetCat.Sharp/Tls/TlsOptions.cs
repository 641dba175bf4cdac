using System;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp;

/// <summary>How a side of TLS authenticates itself and its peer. By default a client trusts the system's authorities and checks the name.</summary>
public sealed record TlsOptions
{
    /// <summary>Whether the options are for the server side of the handshake.</summary>
    internal bool IsServer { get; init; }

    /// <summary>Whether to use DTLS 1.2 (RFC 6347), for a UDP socket.</summary>
    internal bool IsDatagram { get; init; }

    /// <summary>
    /// The name that a client sends to the server (SNI, RFC 6066) and requires in the certificate (RFC 6125). An IP address is not sent, only
    /// required. Null neither sends nor requires a name.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>A PEM file of the trusted authorities for the server's certificate; null for those of the system.</summary>
    public TlsFile? CaFile { get; init; }

    /// <summary>The pin of the peer's certificate or key. It replaces the checks of chain, name and dates. Null for no pin.</summary>
    public TlsPin? Pin { get; init; }

    /// <summary>Whether to accept every certificate.</summary>
    public bool AcceptsAny { get; init; }

    /// <summary>A PEM file of the certificate and the intermediate certificates; null for none. A server without one makes a certificate.</summary>
    public TlsFile? CertificateFile { get; init; }

    /// <summary>A PEM file of the certificate's key; null if the certificate file contains it.</summary>
    public TlsFile? KeyFile { get; init; }

    /// <summary>A PEM file of the authorities that must have signed a client's certificate; null requires no certificate from clients.</summary>
    public TlsFile? ClientCaFile { get; init; }

    /// <summary>Returns the passphrase of an encrypted key, or null if it is not available. If this is null, encrypted keys are refused.</summary>
    public Func<byte[]?>? AskPassphrase { get; init; }

    /// <summary>
    /// A secret of 32 to 512 hexadecimal digits that both ends share, in place of certificates: in TLS 1.3 an external PSK with the identity "nc" and
    /// SHA-256 (RFC 8446, section 4.2.11), in DTLS 1.2 a PSK with ECDHE (RFC 5489). Null for no secret.
    /// </summary>
    public TlsFile? SecretFile { get; init; }

    /// <summary>The protocol in which a client first requests TLS.</summary>
    internal StartProtocol Start { get; init; }

    /// <summary>The protocols of ALPN (RFC 7301), separated by commas, the preferred one first; null for none.</summary>
    public string? Alpn { get; init; }

    /// <summary>The lowest version.</summary>
    public TlsVersion Lowest { get; init; }

    /// <summary>The highest version.</summary>
    public TlsVersion Highest { get; init; }

    /// <summary>
    /// Cipher suites by OpenSSL's names, separated by colons; null for OpenSSL's default. Names that begin with TLS_ are for TLS 1.3.
    /// </summary>
    public string? Ciphers { get; init; }
}
