using System;

namespace NetCat.Sharp.Proxies;

/// <summary>The user and the password for a proxy. Not a record: no text of this object shows them.</summary>
internal sealed class ProxyCredentials
{
    /// <summary>Bytes that a user and that a password may have (RFC 1929).</summary>
    private const int Longest = 255;

    private ProxyCredentials(byte[] user, byte[] password) => (User, Password) = (user, password);

    internal byte[] User { get; }

    internal byte[] Password { get; }

    /// <summary>The credentials on the first line of a text, as <c>user:password</c>, or null and what is wrong, without a part of the text.</summary>
    internal static ProxyCredentials? Read(ReadOnlySpan<byte> text, out string? fault)
    {
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        int end = text.IndexOf((byte)'\n');
        text = end < 0 ? text : text[..end];
        text = text.EndsWith("\r"u8) ? text[..^1] : text;
        int colon = text.IndexOf((byte)':');
        fault = colon < 1 ? "the first line is not user:password"
            : text.IndexOfAnyInRange((byte)0, (byte)0x1f) >= 0 || text.Contains((byte)0x7f) ? "control character in user or password"
            : colon > Longest || text.Length - colon - 1 > Longest ? "user or password longer than 255 bytes"
            : null;
        return fault is null ? new ProxyCredentials(text[..colon].ToArray(), text[(colon + 1)..].ToArray()) : null;
    }
}
