using System;
using System.Globalization;

namespace NetCat.Sharp.Sockets;

/// <summary>
/// Parses and formats times of socket options: a number in the kernel's unit, or a number with a unit. The common unit is the microsecond.
/// </summary>
internal static class OptionTime
{
    internal const long Millisecond = 1000;
    internal const long Second = 1000 * Millisecond;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const int MostDigits = 10;

    /// <summary>
    /// Parses a time in the given unit. Returns null, or the fault: <c>invalid</c>, <c>too small</c>, <c>too large</c>, or that the time is not a
    /// whole number of units.
    /// </summary>
    internal static string? Read(string text, long least, long most, long unit, out long value)
    {
        if (!char.IsAsciiLetter(text[^1]) || text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return SocketOptionText.Number(text, least, most, out value);
        }

        string? fault = ReadMicroseconds(text, out long microseconds);
        value = microseconds / unit;
        return fault ?? (microseconds % unit != 0 ? $"is in whole {NamesOf(unit)}" : value < least ? "too small" : value > most ? "too large" : null);
    }

    /// <summary>Parses a time in microseconds, as above; a number without a unit counts seconds.</summary>
    internal static string? ReadMicroseconds(string text, out long microseconds)
    {
        (long unit, int length) = text switch
        {
            [.., 'u', 's'] => (1, 2),
            [.., 'm', 's'] => (Millisecond, 2),
            [.., 's'] => (Second, 1),
            [.., 'm'] => (Minute, 1),
            [.., 'h'] => (Hour, 1),
            _ => (Second, 0),
        };
        ReadOnlySpan<char> number = text.AsSpan(0, text.Length - length);
        int point = number.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? number : number[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : number[(point + 1)..];
        microseconds = 0;
        if (whole.StartsWith("-"))
        {
            return "too small";
        }

        if (whole.IsEmpty || point == number.Length - 1 || whole.IndexOfAnyExceptInRange('0', '9') >= 0 || fraction.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return "invalid";
        }

        if (whole.TrimStart('0').Length > MostDigits || fraction.Length > MostDigits)
        {
            return "too large";
        }

        foreach (char digit in whole)
        {
            microseconds = (microseconds * 10) + ((digit - '0') * unit);
        }

        foreach (char digit in fraction)
        {
            unit /= 10;
            microseconds += (digit - '0') * unit;
        }

        return null;
    }

    /// <summary>Formats microseconds in the largest unit that gives a whole number.</summary>
    internal static string Format(long microseconds)
    {
        long unit = microseconds % Second == 0 ? Second : microseconds % Millisecond == 0 ? Millisecond : 1;
        return (microseconds / unit).ToString(CultureInfo.InvariantCulture) + NameOf(unit);
    }

    internal static string NameOf(long unit) => unit switch
    {
        Second => "s",
        Millisecond => "ms",
        _ => "us",
    };

    private static string NamesOf(long unit) => unit switch
    {
        Second => "seconds",
        Millisecond => "milliseconds",
        _ => "microseconds",
    };
}
