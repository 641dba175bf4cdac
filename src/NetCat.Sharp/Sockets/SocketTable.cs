using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;

namespace NetCat.Sharp;

/// <summary>The kernel's table of sockets: /proc/net/tcp, tcp6, udp and udp6 (proc_pid_net(5)), which any user may read.</summary>
public static class SocketTable
{
    /// <summary>Reads all sockets of one kind at this moment, in the kernel's order.</summary>
    /// <param name="transport">TCP or UDP.</param>
    /// <param name="ipv6">Whether to read the IPv6 sockets instead of the IPv4 ones.</param>
    /// <returns>The rows; none if the kernel does not have the protocol.</returns>
    /// <exception cref="IOException">/proc cannot be read.</exception>
    /// <exception cref="FormatException">A line does not have the kernel's format.</exception>
    public static IReadOnlyList<SocketTableRow> Read(Transport transport, bool ipv6)
    {
        string path = (transport, ipv6) switch
        {
            (Transport.Tcp, false) => "/proc/net/tcp",
            (Transport.Tcp, true) => "/proc/net/tcp6",
            (_, false) => "/proc/net/udp",
            (_, true) => "/proc/net/udp6",
        };
        var rows = new List<SocketTableRow>();
        if (!File.Exists(path))
        {
            return rows;
        }

        bool isHeading = true;
        foreach (string line in File.ReadLines(path))
        {
            if (!isHeading)
            {
                rows.Add(Parse(transport, line));
            }

            isHeading = false;
        }

        return rows;
    }

    /// <summary>
    /// A line such as <c>0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 1076 ...</c>:
    /// number, local, remote, state, send queue:receive queue, timer, retransmissions, user, timeout, inode.
    /// </summary>
    internal static SocketTableRow Parse(Transport transport, string line)
    {
        string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 10)
        {
            throw new FormatException($"not a line of the socket table: {line}");
        }

        int state = int.Parse(fields[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        string[] queues = fields[4].Split(':');
        return new SocketTableRow(
            transport,
            Address(fields[1]),
            Address(fields[2]),
            state is >= (int)SocketState.Established and <= (int)SocketState.Closing ? (SocketState)state : SocketState.Unknown,
            Hexadecimal(queues[1]),
            Hexadecimal(queues[0]),
            (int)uint.Parse(fields[7], CultureInfo.InvariantCulture),
            long.Parse(fields[9], CultureInfo.InvariantCulture));
    }

    private static long Hexadecimal(string digits) => long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Parses an address: the kernel prints it as 32-bit numbers in the machine's byte order, followed by the port as a number.</summary>
    private static SockAddr Address(string field)
    {
        int colon = field.IndexOf(':', StringComparison.Ordinal);
        Span<byte> bytes = stackalloc byte[colon / 2];
        for (int word = 0; word < bytes.Length; word += 4)
        {
            uint number = uint.Parse(field.AsSpan(word * 2, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            BitConverter.TryWriteBytes(bytes[word..], number);
        }

        return SockAddr.From(new IPEndPoint(new IPAddress(bytes), (int)Hexadecimal(field[(colon + 1)..])));
    }
}
