using System;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A length of time: whole seconds as in nc, or a number with a unit and an optional fraction.</summary>
internal static class Duration
{
    /// <summary>The most digits that are read before a unit. Longer numbers exceed every bound and could overflow.</summary>
    private const long MostDigits = 12;

    /// <summary>
    /// Reads a length of time: null for success, or <c>invalid</c>, <c>too small</c> or <c>too large</c>. Units are <c>ms</c>, <c>s</c>,
    /// <c>m</c> and <c>h</c>; a plain number is whole seconds, checked as by strtonum(3). Fractions of a millisecond are rounded up.
    /// </summary>
    /// <param name="text">The text as typed.</param>
    /// <param name="least">The least number of seconds.</param>
    /// <param name="most">The largest number of seconds.</param>
    /// <param name="time">The length, in whole milliseconds.</param>
    internal static string? Read(string text, long least, long most, out TimeSpan time)
    {
        int unit = UnitOf(text, out int length);
        if (unit == 0)
        {
            string? wrong = StrToNum.Read(text, least, most, out long seconds);
            time = wrong is null ? TimeSpan.FromSeconds(seconds) : default;
            return wrong;
        }

        ReadOnlySpan<char> number = text.AsSpan(0, text.Length - length);
        int point = number.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? number : number[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : number[(point + 1)..];
        bool negative = whole.StartsWith("-");
        whole = negative || whole.StartsWith("+") ? whole[1..] : whole;
        time = default;
        if (whole.Length + fraction.Length is 0 || !AreDigits(whole) || !AreDigits(fraction) || point == number.Length - 1)
        {
            return "invalid";
        }

        if (whole.TrimStart('0').Length > MostDigits)
        {
            return negative ? "too small" : "too large";
        }

        long milliseconds = (Value(whole) * unit) + Part(fraction, unit);
        milliseconds = negative ? -milliseconds : milliseconds;
        if (milliseconds < least * 1000 || milliseconds > most * 1000)
        {
            return milliseconds < 0 ? "too small" : "too large";
        }

        time = TimeSpan.FromMilliseconds(milliseconds);
        return null;
    }

    /// <summary>The milliseconds of the unit at the end of the text, or 0 if there is no unit.</summary>
    private static int UnitOf(string text, out int length)
    {
        length = text.EndsWith("ms", StringComparison.Ordinal) ? 2 : 1;
        return text switch
        {
            [.., 'm', 's'] => 1,
            [.., 's'] => 1000,
            [.., 'm'] => 60 * 1000,
            [.., 'h'] => 60 * 60 * 1000,
            _ => 0,
        };
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static long Value(ReadOnlySpan<char> digits)
    {
        long value = 0;
        foreach (char digit in digits)
        {
            value = (value * 10) + (digit - '0');
        }

        return value;
    }

    /// <summary>The milliseconds of the digits after the point, rounded up.</summary>
    private static long Part(ReadOnlySpan<char> fraction, int unit)
    {
        ReadOnlySpan<char> digits = fraction[..(int)Math.Min(fraction.Length, MostDigits)];
        long scale = 1;
        for (int i = 0; i < digits.Length; i++)
        {
            scale *= 10;
        }

        // Twelve digits times the milliseconds of an hour do not fit into a long.
        return (long)((((Int128)Value(digits) * unit) + scale - 1) / scale);
    }
}
