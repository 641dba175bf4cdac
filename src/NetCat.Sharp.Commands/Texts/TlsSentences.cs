using System;
using System.Collections.Generic;
using System.Globalization;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.Texts;

/// <summary>Every message about TLS.</summary>
internal static class TlsSentences
{
    internal const string Insecure = "warning: --tls-insecure: the server's certificate is not verified";

    internal const string Truncated = "TLS: the peer ended the connection without close_notify: the data may be incomplete";

    /// <summary>The certificate that a listener without --tls-cert creates.</summary>
    internal static string Made(TlsPin pin) => $"TLS: certificate made for one day; clients verify it with --tls-pin {pin}";

    /// <summary>Why a context could not be created.</summary>
    internal static string SetUpFailed(in TlsFailure failure, TlsOptions options) => failure.Fault switch
    {
        TlsFault.LibraryMissing => "TLS: libssl.so.3 not found: install OpenSSL 3 (Debian: libssl3)",
        TlsFault.CaFile => (options.CaFile ?? options.ClientCaFile) is { } file
            ? InFile(options.CaFile is null ? "tls-client-ca" : "tls-ca", file, failure, "no certificate of an authority")
            : "TLS: the system's authorities cannot be read",
        TlsFault.CertificateFile => InFile("tls-cert", options.CertificateFile!, failure, "no certificate"),
        TlsFault.KeyFile => InKey(options, failure, "no usable private key"),
        TlsFault.NoPassphrase => InKey(options, failure, "the key is encrypted, and no passphrase was read from a terminal"),
        TlsFault.WrongPassphrase => InKey(options, failure, "the passphrase is wrong"),
        TlsFault.SecretFile => InFile("tls-secret", options.SecretFile!, failure, "no secret of 32 to 512 hexadecimal digits"),
        TlsFault.KeyMismatch => $"TLS: the key in {options.KeyFile ?? options.CertificateFile} is not that of the certificate in {options.CertificateFile}",
        TlsFault.Ciphers => $"tls-ciphers invalid{(options.SecretFile is null ? "" : " with --tls-secret, which needs suites " + (options.IsDatagram ? "with PSK" : "of TLS 1.3 with SHA-256"))}: {Printable.Of(options.Ciphers!)}",
        _ => $"TLS: {failure.Detail}",
    };

    /// <summary>Why a handshake failed, or a record after it was refused.</summary>
    internal static string Failed(in TlsFailure failure, TlsOptions options) => "TLS: " + failure.Fault switch
    {
        TlsFault.StartOther => $"the server does not speak {NameOf(options.Start)}",
        TlsFault.StartUnoffered => "the server does not offer TLS",
        TlsFault.StartRefused => $"the server refuses to start TLS: {Printable.Of(failure.Detail)}",
        TlsFault.StartInjected => "plain text arrived after the reply that starts TLS: it may be of another, and the connection is refused",
        TlsFault.NotTls => "the peer does not speak TLS",
        TlsFault.Closed => "the peer closed the connection during the handshake",
        TlsFault.Timeout => options is { IsDatagram: true, SecretFile: not null } ? "the handshake timed out; a peer with another secret drops what it receives" : "the handshake timed out",
        TlsFault.Interrupted => "the handshake was interrupted",
        TlsFault.Untrusted => $"the peer's certificate is refused: {failure.Detail}",
        TlsFault.WrongName => $"the peer's certificate is not for {Printable.Of(options.Name!)}",
        TlsFault.WrongPin => $"the peer's certificate has another pin: {failure.Detail}",
        TlsFault.NoCertificate => "the peer has no certificate",
        TlsFault.WrongSecret => "the peer has another secret",
        TlsFault.NoSecret => "the peer does not use the secret of --tls-secret",
        TlsFault.Renegotiation => "the peer ended the connection because renegotiation is refused",
        TlsFault.RecordTooLong => "the peer sent a record that is longer than TLS allows",
        TlsFault.CorruptRecord => "a record was changed on its way: its authentication failed",
        TlsFault.Alert => $"the peer refused with an alert: {failure.Detail}",
        _ => failure.Detail.Length > 0 ? failure.Detail : "protocol error",
    };

    private static string NameOf(StartProtocol protocol) => protocol switch
    {
        StartProtocol.Smtp => "SMTP",
        StartProtocol.Imap => "IMAP",
        StartProtocol.Pop3 => "POP3",
        StartProtocol.Ftp => "FTP",
        StartProtocol.Ldap => "LDAP",
        StartProtocol.Postgres => "the protocol of PostgreSQL",
        _ => "XMPP",
    };

    /// <summary>What has verified the peer.</summary>
    internal static string VerifiedBy(TlsOptions options)
        => options.SecretFile is not null ? "secret"
            : options.Pin is not null ? "pin"
            : options.AcceptsAny || (options.IsServer && options.ClientCaFile is null) ? "nothing"
            : "authority";

    /// <summary>The lines of -v.</summary>
    internal static IEnumerable<string> Report(TlsFacts facts, TlsOptions options)
    {
        yield return $"TLS: {facts.Version}, {facts.Cipher}{(facts.Alpn is { } alpn ? ", ALPN " + Printable.Of(alpn) : options.Alpn is not null ? ", no ALPN chosen" : "")}{(options.SecretFile is not null ? ", shared secret" : "")}";
        if (facts.Certificate is not { } certificate)
        {
            yield break;
        }

        yield return $"TLS: subject {Printable.Of(certificate.Subject)}";
        yield return $"TLS: issuer {Printable.Of(certificate.Issuer)}";
        if (certificate.Names.Length > 0)
        {
            yield return $"TLS: names {Printable.Of(certificate.Names)}";
        }

        yield return $"TLS: valid from {Date(certificate.NotBefore)} to {Date(certificate.NotAfter)}";
        yield return $"TLS: pin {certificate.Pin}";
        yield return $"TLS: pin {certificate.KeyPin}";
        foreach (TlsCertificate issuer in facts.Chain)
        {
            yield return $"TLS: chain: subject {Printable.Of(issuer.Subject)}; issuer {Printable.Of(issuer.Issuer)}; valid from {Date(issuer.NotBefore)} to {Date(issuer.NotAfter)}";
        }
    }

    /// <summary>ISO 8601, UTC.</summary>
    internal static string? Date(DateTime? date) => date?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string InKey(TlsOptions options, in TlsFailure failure, string otherwise)
        => options.KeyFile is { } file ? InFile("tls-key", file, failure, otherwise) : InFile("tls-cert", options.CertificateFile!, failure, otherwise);

    private static string InFile(string option, TlsFile file, in TlsFailure failure, string otherwise)
        => $"{option} {file}: {(failure.Errno != 0 ? failure.Detail : otherwise)}";
}
