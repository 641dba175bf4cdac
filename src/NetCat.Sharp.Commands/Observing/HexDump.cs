using System;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>
/// The hex dump of one session. Each row has up to 16 bytes: the time (UTC), a mark for the direction, the offset in that direction,
/// and the bytes in hexadecimal and ASCII. The data of each system call begins a new row. Several sessions can write to one file.
/// </summary>
internal sealed class HexDump
{
    private const int RowBytes = 16;
    private const int LongestRow = 128;
    private const int RowsAtOnce = 64;

    /// <summary>In <c>2026-11-24T10:00:00.1234567Z</c>, the length up to the microseconds and the start of the time of day.</summary>
    private const int ToMicroseconds = 26;
    private const int TimeOfDay = 11;

    private readonly SideFile _file;
    private readonly byte[] _rows = new byte[RowsAtOnce * LongestRow];
    private int _length;
    private long _sent;
    private long _received;

    /// <summary>Writes a line with the date and both addresses of the socket.</summary>
    internal HexDump(SideFile file, int socket)
    {
        _file = file;
        SockAddr local = SocketAddresses.LocalOf(socket);
        SockAddr peer = SocketAddresses.PeerOf(socket);
        bool hasPeer = !SocketAddresses.IsUnset(peer);
        Append("# "u8);
        Append(Now().AsSpan(0, ToMicroseconds));
        Append("Z "u8);
        Append(RawText.Encode(string.Concat(Text(local), " > ", hasPeer ? Text(peer) : "any sender")));
        EndRow();
        Flush();
    }

    internal void Sent(ReadOnlySpan<byte> bytes) => Dump((byte)'>', ref _sent, bytes);

    internal void Received(ReadOnlySpan<byte> bytes) => Dump((byte)'<', ref _received, bytes);

    private void Dump(byte mark, ref long offset, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> time = Now().AsSpan(TimeOfDay..ToMicroseconds);
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> row = bytes[..Math.Min(bytes.Length, RowBytes)];
            Append(time);
            Append([(byte)' ', mark, (byte)' ']);
            Append(Encoding.ASCII.GetBytes(offset.ToString("x8", CultureInfo.InvariantCulture)));
            Row(row);
            offset += row.Length;
            bytes = bytes[row.Length..];
            if (_rows.Length - _length < LongestRow)
            {
                Flush();
            }
        }

        Flush();
    }

    private void Row(ReadOnlySpan<byte> row)
    {
        for (int i = 0; i < RowBytes; i++)
        {
            Append(i % 8 == 0 ? "  "u8 : " "u8);
            Append(i < row.Length ? [Digit(row[i] >> 4), Digit(row[i] & 15)] : "  "u8);
        }

        Append("  |"u8);
        foreach (byte one in row)
        {
            Append([one is >= (byte)' ' and < 0x7F ? one : (byte)'.']);
        }

        Append("|"u8);
        EndRow();
    }

    private static byte Digit(int value) => "0123456789abcdef"u8[value];

    private static byte[] Now()
    {
        byte[] text = new byte[ToMicroseconds + 2];
        _ = Utf8Formatter.TryFormat(DateTime.UtcNow, text, out _, 'O');
        return text;
    }

    private static string Text(in SockAddr address)
    {
        string text = address.ToString();
        return text.Length == 0 ? "unnamed" : text;
    }

    private void EndRow() => Append("\n"u8);

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_rows.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Flush()
    {
        _file.Write(_rows.AsSpan(0, _length));
        _length = 0;
    }
}
