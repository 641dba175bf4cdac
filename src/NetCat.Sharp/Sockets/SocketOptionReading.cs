using System;
using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>The value of an option as read with getsockopt(2).</summary>
/// <param name="Name">The kernel's name.</param>
/// <param name="Value">The value, or null if it cannot be read.</param>
/// <param name="Asked">The value that the user requested, if it differs; otherwise null.</param>
/// <param name="Errno">The errno if the kernel does not return the value; 0 if the option can only be set.</param>
internal readonly record struct SocketOptionReading(string Name, string? Value, string? Asked, int Errno)
{
    /// <summary>Reads all options for the socket's kind, in the order of the table.</summary>
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
