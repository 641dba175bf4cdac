using System;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>One JSON object on one line (RFC 8259), written field by field. The JSON writer of .NET would make nc a third larger.</summary>
internal sealed class JsonLine
{
    private byte[] _bytes = new byte[512];
    private int _length;

    /// <summary>Ends the object and the line.</summary>
    internal ReadOnlySpan<byte> End()
    {
        Append("}\n"u8);
        return _bytes.AsSpan(0, _length);
    }

    internal void Field(ReadOnlySpan<byte> name, string? value)
    {
        Name(name);
        Value(value);
    }

    internal void Field(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Value(value);
    }

    /// <summary>Seconds, to the microsecond.</summary>
    internal void Seconds(ReadOnlySpan<byte> name, long microseconds)
    {
        Name(name);
        Value(microseconds / 1_000_000);
        Append("."u8);
        Digits(microseconds % 1_000_000, 6);
    }

    /// <summary>A time in UTC, to the microsecond, in the format of RFC 3339.</summary>
    internal void Time(ReadOnlySpan<byte> name, DateTime utc)
    {
        Name(name);
        Append("\""u8);
        Digits(utc.Year, 4);
        Append("-"u8);
        Digits(utc.Month, 2);
        Append("-"u8);
        Digits(utc.Day, 2);
        Append("T"u8);
        Digits(utc.Hour, 2);
        Append(":"u8);
        Digits(utc.Minute, 2);
        Append(":"u8);
        Digits(utc.Second, 2);
        Append("."u8);
        Digits(utc.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond, 6);
        Append("Z\""u8);
    }

    /// <summary>An address as an object; null if there is none. A path that is not UTF-8 is also written in hexadecimal.</summary>
    internal void Address(ReadOnlySpan<byte> name, in SockAddr address)
    {
        Name(name);
        if (SocketAddresses.IsUnix(address) && address.PathBytes.Length > 0)
        {
            Append("{\"path\":"u8);
            Value(address.Path);
            if (!Utf8.IsValid(address.PathBytes))
            {
                Append(",\"bytes\":\""u8);
                Append(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(address.PathBytes)));
                Append("\""u8);
            }

            Append("}"u8);
        }
        else if (!SocketAddresses.IsUnix(address) && SocketAddresses.TryNumber(address, out string host, out string port))
        {
            Append("{\"address\":"u8);
            Value(host);
            Append(",\"port\":"u8);
            Value(SocketAddresses.IsVsock(address) ? long.Parse(port, CultureInfo.InvariantCulture) : address.Port);
            Append("}"u8);
        }
        else
        {
            Append("null"u8);
        }
    }

    /// <summary>Begins an object as the value of a field; <see cref="Close"/> ends it.</summary>
    internal void Open(ReadOnlySpan<byte> name)
    {
        Name(name);
        Append("{"u8);
    }

    /// <summary>Ends the object that <see cref="Open"/> or <see cref="OpenElement"/> began.</summary>
    internal void Close() => Append("}"u8);

    /// <summary>Begins a list of objects as the value of a field; <see cref="CloseList"/> ends it.</summary>
    internal void OpenList(ReadOnlySpan<byte> name)
    {
        Name(name);
        Append("["u8);
    }

    /// <summary>Begins an object of a list; <see cref="Close"/> ends it.</summary>
    internal void OpenElement() => Append(_bytes[_length - 1] == '[' ? "{"u8 : ",{"u8);

    /// <summary>Ends the list that <see cref="OpenList"/> began.</summary>
    internal void CloseList() => Append("]"u8);

    private void Name(ReadOnlySpan<byte> name)
    {
        Append(_length == 0 ? "{\""u8 : _bytes[_length - 1] == '{' ? "\""u8 : ",\""u8);
        Append(name);
        Append("\":"u8);
    }

    private void Value(string? value)
    {
        if (value is null)
        {
            Append("null"u8);
            return;
        }

        Append("\""u8);
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"' or '\\':
                    Append([(byte)'\\', (byte)rune.Value]);
                    break;
                case < ' ' or 0x7F:
                    Append("\\u00"u8);
                    Append([Hexadecimal(rune.Value >> 4), Hexadecimal(rune.Value & 15)]);
                    break;
                default:
                    Append(bytes[..rune.EncodeToUtf8(bytes)]);
                    break;
            }
        }

        Append("\""u8);
    }

    private void Value(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        _ = Utf8Formatter.TryFormat(value, digits, out int length);
        Append(digits[..length]);
    }

    private void Digits(long value, int width)
    {
        Span<byte> digits = stackalloc byte[width];
        for (int i = width - 1; i >= 0; i--, value /= 10)
        {
            digits[i] = (byte)('0' + (value % 10));
        }

        Append(digits);
    }

    private static byte Hexadecimal(int digit) => (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * (_length + bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }
}
