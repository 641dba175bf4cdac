using System;
using System.Diagnostics.CodeAnalysis;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp;

/// <summary>The SHA-256 of a certificate or of its public key.</summary>
/// <param name="IsOfKey">Of the SubjectPublicKeyInfo (RFC 7469), not of the whole certificate.</param>
/// <param name="Hexadecimal">64 digits in lower case.</param>
public sealed record TlsPin(bool IsOfKey, string Hexadecimal)
{
    private const string OfCertificate = "sha256:";
    private const string OfKey = "sha256-spki:";
    private const int Length = 32;

    /// <summary>Reads "sha256:HEX", where colons may be between the bytes, or "sha256-spki:BASE64"; null where the text is neither.</summary>
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

    /// <summary>Reads "sha256:HEX", where colons may be between the bytes, or "sha256-spki:BASE64".</summary>
    /// <param name="text">What <see cref="ToString"/> writes.</param>
    /// <param name="pin">Null where the text is neither.</param>
    /// <returns>Whether it is a pin.</returns>
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

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString()
        => IsOfKey ? OfKey + Convert.ToBase64String(Convert.FromHexString(Hexadecimal)) : OfCertificate + Hexadecimal;
}
