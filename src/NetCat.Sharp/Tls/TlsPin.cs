using System;
using System.Diagnostics.CodeAnalysis;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp;

/// <summary>The SHA-256 digest of a certificate or of its public key.</summary>
/// <param name="IsOfKey">Whether the digest is that of the SubjectPublicKeyInfo (RFC 7469), not of the whole certificate.</param>
/// <param name="Hexadecimal">The digest in 64 lower-case hexadecimal digits.</param>
public sealed record TlsPin(bool IsOfKey, string Hexadecimal)
{
    private const string OfCertificate = "sha256:";
    private const string OfKey = "sha256-spki:";
    private const int Length = 32;

    /// <summary>Parses "sha256:HEX", with optional colons between the bytes, or "sha256-spki:BASE64"; null if the text is neither.</summary>
    internal static TlsPin? Parse(string text)
    {
        Span<byte> hash = stackalloc byte[Length + 1];
        if (text.StartsWith(OfKey, StringComparison.Ordinal))
        {
            return Convert.TryFromBase64String(text[OfKey.Length..], hash, out int bytes) && bytes == Length ? new TlsPin(true, Convert.ToHexStringLower(hash[..Length])) : null;
        }

        if (!text.StartsWith(OfCertificate, StringComparison.Ordinal))
        {
            return null;
        }

        string digits = text[OfCertificate.Length..].Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return digits.Length == 2 * Length && digits.AsSpan().TrimStart("0123456789abcdef").IsEmpty ? new TlsPin(false, digits) : null;
    }

    /// <summary>Parses "sha256:HEX", with optional colons between the bytes, or "sha256-spki:BASE64".</summary>
    /// <param name="text">A text in the form that <see cref="ToString"/> writes.</param>
    /// <param name="pin">The pin; null if the text is neither.</param>
    /// <returns>Whether the text is a pin.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out TlsPin? pin)
    {
        ArgumentNullException.ThrowIfNull(text);
        pin = Parse(text);
        return pin is not null;
    }

    /// <summary>The pin of a certificate.</summary>
    internal static TlsPin Of(nint certificate, bool isOfKey = false)
    {
        using Digest digest = Digest.Begin("SHA256")!;
        digest.Update(isOfKey ? LibCrypto.EncodeKey(certificate) : LibCrypto.Encode(certificate));
        return new TlsPin(isOfKey, digest.End());
    }

    /// <summary>The pin in the form that <see cref="Parse"/> accepts.</summary>
    public override string ToString()
        => IsOfKey ? OfKey + Convert.ToBase64String(Convert.FromHexString(Hexadecimal)) : OfCertificate + Hexadecimal;
}
