using System;

namespace NetCat.Sharp.Tls;

/// <summary>Parses the text of a shared secret: hexadecimal digits, with optional white space around them.</summary>
internal static class TlsSecret
{
    /// <summary>The number of bytes of a new secret.</summary>
    internal const int NewLength = 32;

    /// <summary>The smallest number of digits: 128 bits are the minimum that is safe against guessing offline.</summary>
    private const int FewestDigits = 32;

    /// <summary>The largest number of digits: 256 bytes, OpenSSL's limit (PSK_MAX_PSK_LEN).</summary>
    private const int MostDigits = 512;

    /// <summary>The bytes of the secret, or null if the text is not a secret.</summary>
    internal static byte[]? Parse(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> digits = text.Trim(" \t\r\n"u8);
        bool fits = digits.Length is >= FewestDigits and <= MostDigits && digits.Length % 2 == 0 && digits.TrimStart("0123456789abcdefABCDEF"u8).IsEmpty;
        return fits ? Convert.FromHexString(System.Text.Encoding.ASCII.GetString(digits)) : null;
    }
}
