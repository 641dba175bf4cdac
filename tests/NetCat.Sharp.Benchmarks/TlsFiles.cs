using System;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NetCat.Sharp.Benchmarks;

/// <summary>
/// The files that the TLS measurements need: a certificate for localhost, its key, and an OpenSSL configuration for all programs.
/// </summary>
internal sealed class TlsFiles
{
    internal TlsFiles(string directory)
    {
        Certificate = Path.Combine(directory, "certificate.pem");
        Key = Path.Combine(directory, "key.pem");
        _settings = Path.Combine(directory, "openssl.cnf");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(
            _settings,
            """
            openssl_conf = all
            [all]
            ssl_conf = tls
            [tls]
            system_default = settings
            [settings]
            MinProtocol = TLSv1.3
            Ciphersuites = TLS_AES_128_GCM_SHA256

            """);
    }

    private readonly string _settings;

    internal string Certificate { get; }

    internal string Key { get; }

    /// <summary>The same command, limited to TLS 1.3 and one cipher (config(5ssl)).</summary>
    internal string[] WithOneCipher(string[] words) => ["env", "OPENSSL_CONF=" + _settings, .. words];
}
