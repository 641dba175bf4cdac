using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>The SHA-256 of a certificate or of its public key.</summary>
/// <param name="IsOfKey">Of the SubjectPublicKeyInfo (RFC 7469), not of the whole certificate.</param>
/// <param name="Hexadecimal">64 digits in lower case.</param>
internal sealed record TlsPin(bool IsOfKey, string Hexadecimal)
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
