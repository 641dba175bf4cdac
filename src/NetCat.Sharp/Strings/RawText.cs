using System;
using System.Text;

namespace NetCat.Sharp.Strings;

/// <summary>
/// Converts bytes to a string and back without loss. The encoding is UTF-8; an invalid byte becomes the lone surrogate U+DC00 plus the byte, and
/// becomes the same byte again.
/// </summary>
internal static class RawText
{
    private const int RawByte = 0xDC00;

    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (valid)
            {
                _ = text.Append(rune.ToString());
            }
            else
            {
                foreach (byte one in bytes[..length])
                {
                    _ = text.Append((char)(RawByte + one));
                }
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>The first byte of a non-empty text, as a text: what C calls a character.</summary>
    internal static string FirstByte(string text) => Decode(Encode(text).AsSpan(0, 1));

    internal static byte[] Encode(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange((char)RawByte, (char)(RawByte + byte.MaxValue)) < 0)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        byte[] bytes = new byte[3 * text.Length];
        int length = 0;
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf16(rest, out Rune rune, out int taken) == System.Buffers.OperationStatus.Done;
            if (!valid && rest[0] is >= (char)RawByte and <= (char)(RawByte + byte.MaxValue))
            {
                bytes[length++] = (byte)(rest[0] - RawByte);
            }
            else
            {
                length += rune.EncodeToUtf8(bytes.AsSpan(length));
            }

            rest = rest[taken..];
        }

        return bytes[..length];
    }
}
