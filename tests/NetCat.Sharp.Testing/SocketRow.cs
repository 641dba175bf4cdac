using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;

namespace NetCat.Sharp.Testing;

/// <summary>A row of /proc/net/tcp, tcp6, udp or udp6 (proc_net(5)).</summary>
/// <param name="Table">The name of the file.</param>
/// <param name="State">The state's name as ss and the RFC spell it, such as LISTEN or TIME_WAIT.</param>
/// <param name="Local">The socket's own address.</param>
/// <param name="Remote">The peer's address; port 0 if there is no peer.</param>
/// <param name="Inode">The socket's inode number; 0 if no process has the socket open, as in TIME_WAIT.</param>
public sealed record SocketRow(string Table, string State, IPEndPoint Local, IPEndPoint Remote, string Inode)
{
    private static readonly string[] s_states =
    [
        "", "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE",
        "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING", "NEW_SYN_RECV",
    ];

    /// <summary>Gets the four tables.</summary>
    public static IReadOnlyList<string> Tables { get; } = ["tcp", "tcp6", "udp", "udp6"];

    /// <summary>Gets a value indicating whether it is a UDP socket.</summary>
    public bool IsUdp => Table[0] == 'u';

    /// <summary>The rows of one table in the network namespace of a process, by default this process; none once the process is gone.</summary>
    public static IEnumerable<SocketRow> In(string table, int? process = null)
    {
        string directory = process is { } id ? id.ToString(CultureInfo.InvariantCulture) : "self";
        foreach (string line in ProcFile.Lines($"/proc/{directory}/net/{table}").Skip(1))
        {
            string[] field = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            // The kernel may cut off the last row while sockets are opened and closed.
            if (field.Length > 9)
            {
                int state = int.Parse(field[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                yield return new SocketRow(table, s_states[state], Address(field[1]), Address(field[2]), field[9]);
            }
        }
    }

    /// <summary>The rows of all four tables.</summary>
    public static IEnumerable<SocketRow> All(int? process = null) => Tables.SelectMany(table => In(table, process));

    /// <summary>The states of the sockets of a table that have this local port.</summary>
    public static IReadOnlyList<string> States(string table, int port)
        => [.. In(table).Where(row => row.Local.Port == port).Select(static row => row.State)];

    /// <summary>Maps the inode of each socket that a process has open to its descriptor; empty once the process is gone.</summary>
    public static Dictionary<string, int> Inodes(int process)
    {
        var inodes = new Dictionary<string, int>();
        foreach (string path in ProcFile.Entries($"/proc/{process}/fd"))
        {
            if (ProcFile.Target(path) is { } name && name.StartsWith("socket:[", StringComparison.Ordinal))
            {
                inodes[name["socket:[".Length..^1]] = int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture);
            }
        }

        return inodes;
    }

    /// <summary>The kernel prints an address as 32-bit words in the machine's byte order.</summary>
    private static IPEndPoint Address(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        byte[] bytes = new byte[colon / 2];
        for (int word = 0; word < bytes.Length; word += 4)
        {
            uint value = uint.Parse(text.AsSpan(word * 2, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(word), value);
        }

        return new IPEndPoint(new IPAddress(bytes), int.Parse(text.AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
