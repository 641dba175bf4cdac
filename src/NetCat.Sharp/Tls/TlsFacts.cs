using System;
using System.Collections.Generic;
using System.Text;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>What a handshake has agreed on.</summary>
/// <param name="Version">"TLSv1.3".</param>
/// <param name="Cipher">The cipher suite by OpenSSL's name.</param>
/// <param name="Alpn">The protocol that ALPN chose; null where none was.</param>
/// <param name="Certificate">The peer's; null where it has none.</param>
/// <param name="Chain">The certificates that the peer sent after its own, as the peer ordered them.</param>
internal sealed record TlsFacts(string Version, string Cipher, string? Alpn, TlsCertificate? Certificate, IReadOnlyList<TlsCertificate> Chain)
{
    /// <summary>Reads them of a connection.</summary>
    /// <param name="ssl">The connection.</param>
    /// <param name="certificate">The peer's, or 0.</param>
    /// <param name="isServer">OpenSSL's list of what the peer sent begins with the peer's own only on a client.</param>
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

/// <summary>What a certificate says.</summary>
/// <param name="Subject">RFC 2253.</param>
/// <param name="Issuer">RFC 2253.</param>
/// <param name="Names">The names that it is for, as OpenSSL prints them; empty where there are none.</param>
/// <param name="NotBefore">UTC; null where the date is malformed.</param>
/// <param name="NotAfter">UTC; null where the date is malformed.</param>
/// <param name="Pin">Of the certificate.</param>
/// <param name="KeyPin">Of its public key.</param>
internal sealed record TlsCertificate(string Subject, string Issuer, string Names, DateTime? NotBefore, DateTime? NotAfter, TlsPin Pin, TlsPin KeyPin)
{
    /// <summary>struct tm of glibc: nine numbers, an offset and a name of the zone.</summary>
    private const int TimeParts = 16;

    /// <summary>Reads it.</summary>
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

    /// <summary>The year 9999 is the last that a certificate has (RFC 5280), and the last of DateTime.</summary>
    private static DateTime? DateOf(ReadOnlySpan<int> parts)
    {
        int year = parts[5] + 1900;
        return year is < 1 or > 9999 ? null : new DateTime(year, parts[4] + 1, parts[3], parts[2], parts[1], Math.Min(parts[0], 59), DateTimeKind.Utc);
    }
}
