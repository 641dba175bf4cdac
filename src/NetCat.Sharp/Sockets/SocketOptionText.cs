using System;
using System.Buffers.Binary;
using System.Globalization;
using NetCat.Sharp.Native;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Sockets;

/// <summary>Parses and formats values of socket options for the user.</summary>
internal static class SocketOptionText
{
    /// <summary>The names of the values of IP_MTU_DISCOVER and IPV6_MTU_DISCOVER, indexed by number (IP_PMTUDISC_DONT and so on).</summary>
    private static readonly string[] s_discovery = ["dont", "want", "do", "probe", "interface", "omit"];

    /// <summary>The form of a value, for help.</summary>
    internal static string FormOf(OptionKind kind) => kind switch
    {
        OptionKind.Flag => "on|off",
        OptionKind.Seconds => "seconds",
        OptionKind.Milliseconds => "milliseconds",
        OptionKind.Microseconds => "microseconds",
        OptionKind.TimeValue => "time",
        OptionKind.Linger => "off|seconds",
        OptionKind.Word => "word",
        OptionKind.Device or OptionKind.Interface or OptionKind.InterfaceBigEndian => "interface",
        OptionKind.SourceInterface => "interface|address",
        OptionKind.Discovery => string.Join('|', s_discovery),
        OptionKind.PortRange => "port-port",
        OptionKind.Key => "key",
        _ => "number",
    };

    /// <summary>Parses a value. Returns null, or the fault of the text. Names of interfaces are looked up when the option is set.</summary>
    internal static string? Parse(in SocketOptionRow row, string? text, out SocketOptionValue value)
    {
        value = new SocketOptionValue(row.Key, 0);
        if (row.Kind == OptionKind.Flag)
        {
            value = value with { Value = text is null or "on" or "1" ? 1 : 0 };
            return text is null or "on" or "off" or "1" or "0" ? null : "is neither on nor off";
        }

        if (string.IsNullOrEmpty(text))
        {
            return "needs a value";
        }

        string? fault = null;
        long number = 0;
        switch (row.Kind)
        {
            case OptionKind.Word or OptionKind.Device:
                return Name(text, ref value);
            case OptionKind.Interface or OptionKind.InterfaceBigEndian:
                if (!char.IsAsciiDigit(text[0]) && text[0] != '-')
                {
                    return Name(text, ref value);
                }

                fault = Number(text, 0, int.MaxValue, out number);
                break;
            case OptionKind.SourceInterface:
                return Source(text, ref value);
            case OptionKind.Linger when text == "off":
                value = value with { Bytes = new byte[2 * sizeof(int)] };
                return null;
            case OptionKind.Linger:
                fault = OptionTime.Read(text, 0, int.MaxValue, OptionTime.Second, out number);
                value = value with { Bytes = Pair(1, (int)number) };
                return fault;
            case OptionKind.TimeValue:
                fault = OptionTime.ReadMicroseconds(text, out number);
                value = value with { Bytes = Longs(number / OptionTime.Second, number % OptionTime.Second) };
                return fault;
            case OptionKind.Seconds or OptionKind.Milliseconds or OptionKind.Microseconds:
                fault = OptionTime.Read(text, row.Least, row.Most, UnitOf(row.Kind), out number);
                break;
            case OptionKind.Discovery when Array.IndexOf(s_discovery, text) is >= 0 and int word:
                number = word;
                break;
            case OptionKind.PortRange:
                fault = Ports(text, out number);
                break;
            default:
                fault = Number(text, row.Kind == OptionKind.Unsigned ? 0 : row.Least, row.Kind == OptionKind.Unsigned ? uint.MaxValue : row.Most, out number);
                break;
        }

        value = value with { Value = unchecked((int)number) };
        return fault;
    }

    /// <summary>Formats a value that the kernel returned; <see cref="Parse"/> accepts the text.</summary>
    internal static string Format(in SocketOptionRow row, ReadOnlySpan<byte> wire)
    {
        int first = wire.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32LittleEndian(wire) : wire.Length > 0 ? wire[0] : 0;
        return row.Kind switch
        {
            OptionKind.Flag => first == 0 ? "off" : "on",
            OptionKind.Unsigned => ((uint)first).ToString(CultureInfo.InvariantCulture),
            OptionKind.Seconds or OptionKind.Milliseconds or OptionKind.Microseconds => first < 0 ? Text(first) : Text(first) + OptionTime.NameOf(UnitOf(row.Kind)),
            OptionKind.TimeValue => OptionTime.Format((BinaryPrimitives.ReadInt64LittleEndian(wire) * OptionTime.Second) + BinaryPrimitives.ReadInt64LittleEndian(wire[8..])),
            OptionKind.Linger => first == 0 ? "off" : Text(BinaryPrimitives.ReadInt32LittleEndian(wire[4..])) + "s",
            OptionKind.Word or OptionKind.Device => RawText.Decode(wire.IndexOf((byte)0) is >= 0 and int end ? wire[..end] : wire),
            OptionKind.Interface => Interface(first),
            OptionKind.InterfaceBigEndian => Interface(BinaryPrimitives.ReverseEndianness(first)),
            OptionKind.SourceInterface => string.Join('.', (wire.Length > sizeof(int) ? wire.Slice(sizeof(int), sizeof(int)) : wire).ToArray()),
            OptionKind.Discovery when first >= 0 && first < s_discovery.Length => s_discovery[first],
            OptionKind.PortRange => Text(first & ushort.MaxValue) + "-" + Text(first >>> 16),
            _ => Text(first),
        };
    }

    /// <summary>Parses a number, decimal or hexadecimal with 0x. Returns null, or one of the messages of strtonum(3).</summary>
    internal static string? Number(string text, long least, long most, out long value)
    {
        ReadOnlySpan<char> digits = text;
        bool negative = digits.StartsWith("-");
        digits = negative ? digits[1..] : digits;
        bool isHexadecimal = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        digits = isHexadecimal ? digits[2..] : digits;
        value = 0;
        if (digits.IsEmpty)
        {
            return "invalid";
        }

        foreach (char digit in digits)
        {
            if (!(isHexadecimal ? char.IsAsciiHexDigit(digit) : char.IsAsciiDigit(digit)))
            {
                return "invalid";
            }

            // The value exceeds the bounds of every option, so further digits are ignored.
            value = value > uint.MaxValue ? value : (value * (isHexadecimal ? 16 : 10)) + Convert.ToInt32(digit.ToString(), 16);
        }

        value = negative ? -value : value;
        return value < least ? "too small" : value > most ? "too large" : null;
    }

    private static string? Name(string text, ref SocketOptionValue value)
    {
        byte[] name = RawText.Encode(text);
        value = value with { Bytes = name };
        return name.Length < Constants.IF_NAMESIZE ? null : "too long";
    }

    /// <summary>An IPv4 address goes in the middle of the structure, the index of an interface at its end.</summary>
    private static string? Source(string text, ref SocketOptionValue value)
    {
        if (!char.IsAsciiDigit(text[0]))
        {
            return Name(text, ref value);
        }

        byte[] request = new byte[3 * sizeof(int)];
        value = value with { Value = 1, Bytes = request };
        return Libc.ReadAddress(Constants.AF_INET, text, request.AsSpan(sizeof(int))) ? null : "invalid";
    }

    private static string? Ports(string text, out long range)
    {
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        range = 0;
        long high = 0;
        if (dash <= 0 || Number(text[..dash], 0, ushort.MaxValue, out long low) is not null || Number(text[(dash + 1)..], 0, ushort.MaxValue, out high) is not null)
        {
            return "invalid";
        }

        range = low | (high << 16);
        return low > high && high != 0 ? "invalid" : null;
    }

    private static long UnitOf(OptionKind kind) => kind switch
    {
        OptionKind.Seconds => OptionTime.Second,
        OptionKind.Milliseconds => OptionTime.Millisecond,
        _ => 1,
    };

    private static string Interface(int index) => index == 0 || Libc.InterfaceName(index) is not { Length: > 0 } name ? Text(index) : name;

    private static byte[] Pair(int first, int second)
    {
        byte[] bytes = new byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, first);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int)), second);
        return bytes;
    }

    private static byte[] Longs(long first, long second)
    {
        byte[] bytes = new byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, first);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long)), second);
        return bytes;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
