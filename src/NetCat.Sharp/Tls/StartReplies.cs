using System;
using System.Text;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Tls;

/// <summary>Replies that consist of lines: with numbers as in SMTP and FTP, with words as in IMAP and POP3.</summary>
internal static class StartReplies
{
    private const int CodeLength = 3;

    /// <summary>
    /// Checks a reply that begins with a three-digit number; it continues on the next line if a hyphen follows the number (RFC 5321, section 4.2; RFC
    /// 959, section 4.2).
    /// </summary>
    /// <param name="heard">The bytes that have arrived.</param>
    /// <param name="code">The number that means success.</param>
    /// <param name="capability">The text that one of the lines must have after the number; empty if none is required.</param>
    internal static StartVerdict OfNumber(ReadOnlySpan<byte> heard, ReadOnlySpan<byte> code, ReadOnlySpan<byte> capability = default)
    {
        bool offered = capability.IsEmpty;
        for (int at = 0; LineAt(heard, at, out int next) is var line && next > 0; at = next)
        {
            if (at == 0 && !IsNumber(line))
            {
                return StartVerdict.Other;
            }

            offered |= line.Length > CodeLength && Ascii.EqualsIgnoreCase(line[(CodeLength + 1)..].Trim((byte)' '), capability);
            if (line.Length >= CodeLength && line[..CodeLength].SequenceEqual(heard[..CodeLength]) && (line.Length == CodeLength || line[CodeLength] != (byte)'-'))
            {
                return !line[..CodeLength].SequenceEqual(code) ? StartVerdict.Refused(RawText.Decode(line)) : offered ? new StartVerdict(next) : StartVerdict.Unoffered;
            }
        }

        return StartVerdict.Incomplete;
    }

    /// <summary>Checks a line of POP3, which begins with +OK or -ERR.</summary>
    internal static StartVerdict OfPop3(ReadOnlySpan<byte> heard)
    {
        ReadOnlySpan<byte> line = LineAt(heard, 0, out int next);
        return next == 0 ? StartVerdict.Incomplete
            : line.StartsWith("+OK"u8) ? new StartVerdict(next)
            : line.StartsWith("-ERR"u8) ? StartVerdict.Refused(RawText.Decode(line))
            : StartVerdict.Other;
    }

    /// <summary>Checks the greeting of IMAP. A server that has already authenticated the client cannot start TLS (RFC 9051, section 7.1.4).</summary>
    internal static StartVerdict OfImapGreeting(ReadOnlySpan<byte> heard)
    {
        ReadOnlySpan<byte> line = LineAt(heard, 0, out int next);
        return next == 0 ? StartVerdict.Incomplete
            : Begins(line, "* OK"u8) ? new StartVerdict(next)
            : Begins(line, "* BYE"u8) || Begins(line, "* PREAUTH"u8) ? StartVerdict.Refused(RawText.Decode(line))
            : StartVerdict.Other;
    }

    /// <summary>Checks the line with the command's tag; lines without a tag precede it.</summary>
    internal static StartVerdict OfImap(ReadOnlySpan<byte> heard)
    {
        for (int at = 0; LineAt(heard, at, out int next) is var line && next > 0; at = next)
        {
            if (!line.StartsWith("* "u8))
            {
                return Begins(line, "a OK"u8) ? new StartVerdict(next) : Begins(line, "a "u8) ? StartVerdict.Refused(RawText.Decode(line)) : StartVerdict.Other;
            }
        }

        return StartVerdict.Incomplete;
    }

    private static bool Begins(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word)
        => line.Length >= word.Length && Ascii.EqualsIgnoreCase(line[..word.Length], word);

    private static bool IsNumber(ReadOnlySpan<byte> line)
        => line.Length >= CodeLength && !line[..CodeLength].ContainsAnyExceptInRange((byte)'0', (byte)'9') && (line.Length == CodeLength || line[CodeLength] is (byte)' ' or (byte)'-');

    /// <summary>
    /// The line that begins at a position, without its line end. <paramref name="next"/> is the position of the next line, or 0 if the line is
    /// incomplete.
    /// </summary>
    private static ReadOnlySpan<byte> LineAt(ReadOnlySpan<byte> heard, int at, out int next)
    {
        int length = heard[at..].IndexOf((byte)'\n');
        next = length < 0 ? 0 : at + length + 1;
        return length < 0 ? default : heard.Slice(at, length).TrimEnd((byte)'\r');
    }
}
