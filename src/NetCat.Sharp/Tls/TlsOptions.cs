using System;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp;

/// <summary>How a side of TLS authenticates itself and its peer. By default a client trusts the system's authorities and checks the name.</summary>
public sealed record TlsOptions
{
    /// <summary>The server's side of the handshake.</summary>
    internal bool IsServer { get; init; }

    /// <summary>Of a UDP socket: DTLS 1.2 (RFC 6347).</summary>
    internal bool IsDatagram { get; init; }

    /// <summary>
    /// A client sends the name to the server (SNI, RFC 6066) and looks for it in the certificate (RFC 6125); an address is only looked for.
    /// Null neither sends nor looks.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>A PEM file of the authorities that the server's certificate may come from; null for those of the system.</summary>
    public TlsFile? CaFile { get; init; }

    /// <summary>The peer's certificate or key: a pin replaces chain, name and dates. Null where there is none.</summary>
    public TlsPin? Pin { get; init; }

    /// <summary>Accepts every certificate.</summary>
    public bool AcceptsAny { get; init; }

    /// <summary>A PEM file of the own certificate and those between it and the authority; null for none, of a server for one that is made.</summary>
    public TlsFile? CertificateFile { get; init; }

    /// <summary>A PEM file of its key; null where the certificate's file has it.</summary>
    public TlsFile? KeyFile { get; init; }

    /// <summary>A PEM file of the authorities that a client's certificate must come from; null requires none of clients.</summary>
    public TlsFile? ClientCaFile { get; init; }

    /// <summary>Returns the passphrase of an encrypted key, or null where it cannot be had. Null: encrypted keys are refused.</summary>
    public Func<byte[]?>? AskPassphrase { get; init; }

    /// <summary>
    /// A secret of 32 to 512 hexadecimal digits that both ends have, in place of certificates: an external PSK of TLS 1.3 with the identity "nc" and
    /// SHA-256 (RFC 8446, section 4.2.11), in DTLS 1.2 a PSK with ECDHE (RFC 5489). Null where there is none.
    /// </summary>
    public TlsFile? SecretFile { get; init; }

    /// <summary>The protocol in which a client asks for TLS first.</summary>
    internal StartProtocol Start { get; init; }

    /// <summary>The protocols of ALPN (RFC 7301), separated by commas, the preferred one first; null for none.</summary>
    public string? Alpn { get; init; }

    /// <summary>The lowest version.</summary>
    public TlsVersion Lowest { get; init; }

    /// <summary>The highest version.</summary>
    public TlsVersion Highest { get; init; }

    /// <summary>Cipher suites by OpenSSL's names, separated by colons; null for OpenSSL's own. Names that begin with TLS_ are of TLS 1.3.</summary>
    public string? Ciphers { get; init; }
}
