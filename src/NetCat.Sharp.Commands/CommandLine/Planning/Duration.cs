using System;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>A length of time: seconds as nc takes them, or a number, with a fraction where that is wanted, and a unit.</summary>
internal static class Duration
{
    /// <summary>The longest that is read with a unit: beyond it no clock of ours goes, and the digits might overflow.</summary>
    private const long MostDigits = 12;

    /// <summary>
    /// Null and the length, or <c>invalid</c>, <c>too small</c>, <c>too large</c>. <c>ms</c>, <c>s</c>, <c>m</c> and <c>h</c> are units;
    /// a plain number is whole seconds, judged as strtonum(3) judges it. What is less than a millisecond counts as one.
    /// </summary>
    /// <param name="text">As typed.</param>
    /// <param name="least">The least number of seconds.</param>
    /// <param name="most">The largest.</param>
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

    /// <summary>Milliseconds of the unit that ends the text, 0 where none does.</summary>
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

    /// <summary>Milliseconds of the digits behind the point, the last begun one counted.</summary>
    private static long Part(ReadOnlySpan<char> fraction, int unit)
    {
        ReadOnlySpan<char> digits = fraction[..(int)Math.Min(fraction.Length, MostDigits)];
        long scale = 1;
        for (int i = 0; i < digits.Length; i++)
        {
            scale *= 10;
        }

        // Twelve digits of an hour's milliseconds are more than a long holds, so the product is taken wider.
        return (long)((((Int128)Value(digits) * unit) + scale - 1) / scale);
    }
}
