using System;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Tls;

/// <summary>Replies that do not consist of lines: a byte of PostgreSQL, BER of LDAP, XML of XMPP.</summary>
internal static class StartMessages
{
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;
    private const byte OctetString = 0x04;
    private const byte Enumerated = 0x0a;
    private const byte ExtendedResponse = 0x78;

    /// <summary>The largest number of length bytes of a message: a longer length is for messages that no server sends here.</summary>
    private const int MostLengthBytes = 3;

    /// <summary>Message 1 of LDAP, an ExtendedRequest with the object identifier of StartTLS.</summary>
    internal static byte[] LdapRequest => [Sequence, 0x1d, Integer, 1, 1, 0x77, 0x18, 0x80, 0x16, .. "1.3.6.1.4.1.1466.20037"u8];

    /// <summary>SSLRequest: its length, and a number in place of a protocol version.</summary>
    internal static byte[] PostgresRequest => [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

    /// <summary>Checks PostgreSQL's reply of one byte: S, or N if the server does not support TLS.</summary>
    internal static StartVerdict OfPostgres(ReadOnlySpan<byte> heard)
        => heard.IsEmpty ? StartVerdict.Incomplete : heard[0] switch
        {
            (byte)'S' => new StartVerdict(1),
            (byte)'N' => StartVerdict.Unoffered,
            _ => StartVerdict.Other,
        };

    /// <summary>
    /// SEQUENCE { messageID 1, [APPLICATION 24] { resultCode ENUMERATED, matchedDN, diagnosticMessage, ... } } (RFC 4511, section 4.12).
    /// </summary>
    internal static StartVerdict OfLdap(ReadOnlySpan<byte> heard)
    {
        int length = LengthOf(heard, out _);
        if (length == 0 || (length > heard.Length && heard[0] == Sequence))
        {
            return StartVerdict.Incomplete;
        }

        ReadOnlySpan<byte> rest = heard;
        bool isReply = Take(ref rest, Sequence, out ReadOnlySpan<byte> message) & Take(ref message, Integer, out ReadOnlySpan<byte> number)
            & Take(ref message, ExtendedResponse, out ReadOnlySpan<byte> response) & Take(ref response, Enumerated, out ReadOnlySpan<byte> code);
        if (!isReply || number is not [1] || code is not [_])
        {
            return StartVerdict.Other;
        }

        _ = Take(ref response, OctetString, out _);
        _ = Take(ref response, OctetString, out ReadOnlySpan<byte> words);
        return code[0] == 0 ? new StartVerdict(length) : StartVerdict.Refused(words.IsEmpty ? $"result code {code[0]}" : RawText.Decode(words));
    }

    /// <summary>Checks for the header of the server's stream and its features (RFC 6120, section 4.3.2).</summary>
    internal static StartVerdict OfXmppFeatures(ReadOnlySpan<byte> heard)
    {
        int end = EndOf(heard, "</stream:features>"u8);
        return !heard.IsEmpty && heard[0] != (byte)'<' ? StartVerdict.Other
            : end > 0 ? heard[..end].IndexOf("<starttls"u8) < 0 ? StartVerdict.Unoffered : new StartVerdict(end)
            : EndOf(heard, "</stream:error>"u8) > 0 || EndOf(heard, "</stream:stream>"u8) > 0 ? StartVerdict.Refused(RawText.Decode(heard))
            : StartVerdict.Incomplete;
    }

    /// <summary>Checks for the element "proceed", with or without an end tag (RFC 6120, section 5.4.2.3).</summary>
    internal static StartVerdict OfXmppProceed(ReadOnlySpan<byte> heard)
    {
        int end = heard.IndexOf((byte)'>') + 1;
        if (end == 0)
        {
            return heard.IsEmpty || heard[0] == (byte)'<' ? StartVerdict.Incomplete : StartVerdict.Other;
        }

        bool isEmpty = heard[end - 2] == (byte)'/';
        int closed = isEmpty ? end : EndOf(heard, "</proceed>"u8);
        return !heard.StartsWith("<proceed"u8) ? StartVerdict.Refused(RawText.Decode(heard[..end])) : closed > 0 ? new StartVerdict(closed) : StartVerdict.Incomplete;
    }

    private static int EndOf(ReadOnlySpan<byte> heard, ReadOnlySpan<byte> tag)
    {
        int at = heard.IndexOf(tag);
        return at < 0 ? 0 : at + tag.Length;
    }

    /// <summary>Takes a BER element from the bytes; false if another element is next, or if it is incomplete.</summary>
    private static bool Take(ref ReadOnlySpan<byte> from, byte tag, out ReadOnlySpan<byte> content)
    {
        int length = LengthOf(from, out int header);
        bool isThere = length > 0 && length <= from.Length && from[0] == tag;
        content = isThere ? from[header..length] : default;
        from = isThere ? from[length..] : from;
        return isThere;
    }

    /// <summary>The length of an element including its header: 0 if the header is incomplete, -1 if its length has an unsupported form.</summary>
    private static int LengthOf(ReadOnlySpan<byte> element, out int header)
    {
        const int LongForm = 0x80;
        header = 2;
        if (element.Length < header)
        {
            return 0;
        }

        if (element[1] < LongForm)
        {
            return header + element[1];
        }

        int count = element[1] - LongForm;
        header += count;
        if (count is 0 or > MostLengthBytes || element.Length < header)
        {
            return count is 0 or > MostLengthBytes ? -1 : 0;
        }

        int length = header;
        int value = 0;
        foreach (byte one in element.Slice(2, count))
        {
            value = (value << 8) | one;
        }

        return length + value;
    }
}
