using System;
using System.Collections.Generic;
using System.Text;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>The parameters that a handshake has negotiated.</summary>
/// <param name="Version">The version, such as "TLSv1.3".</param>
/// <param name="Cipher">OpenSSL's name of the cipher suite.</param>
/// <param name="Alpn">The protocol that ALPN chose; null if there is none.</param>
/// <param name="Certificate">The peer's certificate; null if it has none.</param>
/// <param name="Chain">The certificates that the peer sent after its own, in the peer's order.</param>
internal sealed record TlsFacts(string Version, string Cipher, string? Alpn, TlsCertificate? Certificate, IReadOnlyList<TlsCertificate> Chain)
{
    /// <summary>Reads the parameters of a connection.</summary>
    /// <param name="ssl">The connection.</param>
    /// <param name="certificate">The peer's certificate, or 0.</param>
    /// <param name="isServer">
    /// Whether this side is the server: OpenSSL's list of the peer's certificates begins with the peer's own only on a client.
    /// </param>
    internal static TlsFacts Of(nint ssl, nint certificate, bool isServer)
    {
        ReadOnlySpan<byte> alpn = LibSsl.AlpnOf(ssl);
        List<TlsCertificate> chain = [];
        nint sent = LibSsl.ChainOf(ssl);
        for (int i = isServer ? 0 : 1; i < LibCrypto.CountOf(sent); i++)
        {
            chain.Add(TlsCertificate.Of(LibCrypto.ElementOf(sent, i)));
        }

        return new TlsFacts(
            LibSsl.VersionOf(ssl),
            LibSsl.CipherOf(ssl),
            alpn.IsEmpty ? null : Encoding.UTF8.GetString(alpn),
            certificate == 0 ? null : TlsCertificate.Of(certificate),
            chain);
    }
}

/// <summary>The content of a certificate.</summary>
/// <param name="Subject">The subject (RFC 2253).</param>
/// <param name="Issuer">The issuer (RFC 2253).</param>
/// <param name="Names">The names that the certificate is for, as OpenSSL prints them; empty if there are none.</param>
/// <param name="NotBefore">The start of validity in UTC; null if the date is malformed.</param>
/// <param name="NotAfter">The end of validity in UTC; null if the date is malformed.</param>
/// <param name="Pin">The pin of the certificate.</param>
/// <param name="KeyPin">The pin of its public key.</param>
internal sealed record TlsCertificate(string Subject, string Issuer, string Names, DateTime? NotBefore, DateTime? NotAfter, TlsPin Pin, TlsPin KeyPin)
{
    /// <summary>The size of struct tm of glibc as a number of ints: nine numbers, an offset, and the name of the time zone.</summary>
    private const int TimeParts = 16;

    /// <summary>Reads the content of a certificate.</summary>
    internal static TlsCertificate Of(nint certificate)
    {
        Span<int> first = stackalloc int[TimeParts];
        Span<int> last = stackalloc int[TimeParts];
        bool dated = LibCrypto.DatesOf(certificate, first, last);
        return new TlsCertificate(
            LibCrypto.SubjectOf(certificate),
            LibCrypto.IssuerOf(certificate),
            LibCrypto.NamesOf(certificate),
            dated ? DateOf(first) : null,
            dated ? DateOf(last) : null,
            TlsPin.Of(certificate),
            TlsPin.Of(certificate, isOfKey: true));
    }

    /// <summary>Converts a date. The year 9999 is the last year of a certificate (RFC 5280) and of DateTime.</summary>
    private static DateTime? DateOf(ReadOnlySpan<int> parts)
    {
        int year = parts[5] + 1900;
        return year is < 1 or > 9999 ? null : new DateTime(year, parts[4] + 1, parts[3], parts[2], parts[1], Math.Min(parts[0], 59), DateTimeKind.Utc);
    }
}
