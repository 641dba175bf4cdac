using System;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>strtonum(3): a whole number within bounds, or one of its three error words.</summary>
internal static class StrToNum
{
    /// <summary>Null for success, or <c>invalid</c>, <c>too small</c> or <c>too large</c>. Leading blanks, a sign and zeros are allowed.</summary>
    internal static string? Read(string text, long least, long most, out long value)
    {
        value = 0;
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart(" \t\n\v\f\r");
        bool negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
        {
            rest = rest[1..];
        }

        if (rest.IsEmpty)
        {
            return "invalid";
        }

        foreach (char digit in rest)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return "invalid";
            }

            // Further digits are ignored: the number already exceeds the bounds of every option.
            value = value > long.MaxValue / 100 ? value : (value * 10) + (digit - '0');
        }

        value = negative ? -value : value;
        return value < least ? "too small" : value > most ? "too large" : null;
    }
}
