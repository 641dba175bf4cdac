using System;

namespace NetCat.Sharp.Proxies;

/// <summary>The user and the password for a proxy. Not a record, so that ToString does not show them.</summary>
internal sealed class ProxyCredentials
{
    /// <summary>The largest number of bytes in a user name or a password (RFC 1929).</summary>
    private const int Longest = 255;

    private ProxyCredentials(byte[] user, byte[] password) => (User, Password) = (user, password);

    internal byte[] User { get; }

    internal byte[] Password { get; }

    /// <summary>
    /// Reads <c>user:password</c> from the first line of a text. Returns null if it is invalid; the reason contains no part of the text.
    /// </summary>
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
