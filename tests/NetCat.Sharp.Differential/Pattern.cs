using System;
using System.Security.Cryptography;
using System.Text;

namespace NetCat.Sharp.Differential;

/// <summary>Test data in which each part is different, so that a long transfer can be checked for loss, order and repetition.</summary>
internal static class Pattern
{
    private const int Longest = 9 << 20;

    private static readonly Lazy<byte[]> s_all = new(Make);

    internal static byte[] Bytes(int size) => s_all.Value.AsSpan(0, size).ToArray();

    /// <summary>The form of data in a transcript: short data in full, long data as size and content.</summary>
    internal static string Describe(ReadOnlySpan<byte> data)
    {
        if (data.Length <= 12_000)
        {
            return Quote(data);
        }

        return s_all.Value.AsSpan(0, Math.Min(data.Length, Longest)).SequenceEqual(data)
            ? $"{data.Length} bytes of the pattern"
            : $"{data.Length} bytes, sha256 {Convert.ToHexString(SHA256.HashData(data))[..16]}";
    }

    private static string Quote(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder("\"");
        foreach (byte b in data)
        {
            _ = b switch
            {
                (byte)'\n' => text.Append("\\n"),
                (byte)'\t' => text.Append("\\t"),
                (byte)'"' => text.Append("\\\""),
                >= 0x20 and < 0x7f => text.Append((char)b),
                _ => text.Append("\\x").Append(b.ToString("x2", null)),
            };
        }

        return text.Append('"').ToString();
    }

    private static byte[] Make()
    {
        byte[] all = new byte[Longest];
        uint state = 2463534242;
        for (int i = 0; i < all.Length; i++)
        {
            // xorshift: no sequence occurs twice in nine megabytes.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            all[i] = (byte)state;
        }

        return all;
    }
}
