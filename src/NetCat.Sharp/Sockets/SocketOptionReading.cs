using System;
using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>An option as getsockopt(2) reads it.</summary>
/// <param name="Name">The kernel's name.</param>
/// <param name="Value">The value, or null where it cannot be read.</param>
/// <param name="Asked">The value that was asked for, where it differs; null where it does not or none was.</param>
/// <param name="Errno">Why the kernel does not let it be read; 0 where setsockopt(2) alone takes it.</param>
internal readonly record struct SocketOptionReading(string Name, string? Value, string? Asked, int Errno)
{
    /// <summary>All options of a socket's kind, in the order of the table.</summary>
    internal static List<SocketOptionReading> Of(int socket, Transport transport, IReadOnlyList<SocketOptionValue> wanted)
    {
        int family = SocketAddresses.LocalOf(socket).Family;
        OptionUse use = SocketOption.UseOf(family == Constants.AF_UNIX, transport);
        List<SocketOptionReading> readings = [];
        Span<byte> wire = stackalloc byte[SocketOptions.Room];
        for (int index = 0; index < SocketOptions.Rows.Length; index++)
        {
            ref readonly SocketOptionRow row = ref SocketOptions.Rows[index];
            bool isWanted = SocketOptions.IsWanted(wanted, index, family, out SocketOptionValue value);
            if (isWanted || (row.IsOf(family) && (row.Use & use) != 0))
            {
                int length = row.Use.HasFlag(OptionUse.WriteOnly) ? -1 : SocketOptions.Read(socket, row, wire);
                string? text = length < 0 ? null : SocketOptionText.Format(row, wire[..length]);
                string? asked = isWanted && row.Kind != OptionKind.Key ? AskedFor(row, value) : null;
                int errno = length < 0 && !row.Use.HasFlag(OptionUse.WriteOnly) ? -length : 0;
                readings.Add(new SocketOptionReading(SocketOptionNames.Of(row), text, asked == text ? null : asked, errno));
            }
        }

        return readings;
    }

    private static string? AskedFor(in SocketOptionRow row, in SocketOptionValue value)
    {
        Span<byte> wire = stackalloc byte[SocketOptions.Room];
        int length = SocketOptions.Encode(row, value, wire);
        return length < 0 ? null : SocketOptionText.Format(row, wire[..length]);
    }
}
