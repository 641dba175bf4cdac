using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>The words and numbers that nc accepts as a type of service (RFC 2474, RFC 1349).</summary>
internal static class TypeOfServiceValue
{
    private static readonly (string Word, byte Value)[] s_words =
    [
        ("af11", 40), ("af12", 48), ("af13", 56), ("af21", 72), ("af22", 80), ("af23", 88),
        ("af31", 104), ("af32", 112), ("af33", 120), ("af41", 136), ("af42", 144), ("af43", 152),
        ("critical", 160), ("cs0", 0), ("cs1", 32), ("cs2", 64), ("cs3", 96), ("cs4", 128), ("cs5", 160), ("cs6", 192), ("cs7", 224),
        ("ef", 184), ("inetcontrol", 192), ("lowcost", 2), ("lowdelay", 16), ("netcontrol", 224), ("reliability", 4), ("throughput", 8),
    ];

    internal static IEnumerable<string> Words => s_words.Select(static row => row.Word);

    /// <summary>Reads 0 to 255; -1 if the text is not valid. Like strtol(3), it ignores what follows the hexadecimal digits.</summary>
    internal static int Read(string text)
    {
        foreach ((string word, byte value) in s_words)
        {
            if (text == word)
            {
                return value;
            }
        }

        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return Hexadecimal(text.AsSpan(2));
        }

        return StrToNum.Read(text, 0, byte.MaxValue, out long number) is null ? (int)number : -1;
    }

    private static int Hexadecimal(ReadOnlySpan<char> text)
    {
        int end = 0;
        while (end < text.Length && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }

        ReadOnlySpan<char> digits = text[..end].TrimStart('0');
        return digits.Length switch
        {
            0 => 0,
            > 2 => -1,
            _ => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        };
    }
}
