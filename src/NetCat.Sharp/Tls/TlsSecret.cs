using System;

namespace NetCat.Sharp.Tls;

/// <summary>The text of a shared secret: hexadecimal digits, and white space around them.</summary>
internal static class TlsSecret
{
    /// <summary>The bytes of a new one.</summary>
    internal const int NewLength = 32;

    /// <summary>Digits: 128 bits is the least that is safe against guessing offline.</summary>
    private const int FewestDigits = 32;

    /// <summary>Digits of 256 bytes, OpenSSL's longest (PSK_MAX_PSK_LEN).</summary>
    private const int MostDigits = 512;

    /// <summary>The bytes, or null where the text is no secret.</summary>
    internal static byte[]? Parse(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> digits = text.Trim(" \t\r\n"u8);
        bool fits = digits.Length is >= FewestDigits and <= MostDigits && digits.Length % 2 == 0 && digits.TrimStart("0123456789abcdefABCDEF"u8).IsEmpty;
        return fits ? Convert.FromHexString(System.Text.Encoding.ASCII.GetString(digits)) : null;
    }
}
