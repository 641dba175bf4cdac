using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>A line of /proc/PID/net/tcp and its like that belongs to a descriptor of the process.</summary>
internal sealed record NetRow(int Fd, string Table, string State, IPEndPoint Local, IPEndPoint Remote)
{
    private static readonly string[] s_tables = ["tcp", "tcp6", "udp", "udp6"];

    private static readonly string[] s_states =
    [
        "", "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE",
        "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING",
    ];

    internal bool IsUdp => Table[0] == 'u';

    /// <summary>Ready for a peer: a TCP socket that listens or a UDP socket that has a port.</summary>
    internal bool IsReady => IsUdp ? Local.Port != 0 : State == "LISTEN";

    internal bool IsConnected => State is "ESTABLISHED" or "CLOSE_WAIT" && Remote.Port != 0;

    /// <summary>A question to a name server: the resolver's socket for a moment, at nobody's wish but its own.</summary>
    internal bool AsksForName => IsUdp && Remote.Port == 53;

    /// <summary>The internet sockets of a process, lowest descriptor first; nothing once it is gone.</summary>
    internal static List<NetRow> Of(int pid)
    {
        var rows = new List<NetRow>();
        Dictionary<string, int> inodes = Inodes(pid);
        if (inodes.Count == 0)
        {
            return rows;
        }

        foreach (string table in s_tables)
        {
            foreach (string line in Lines($"/proc/{pid}/net/{table}"))
            {
                string[] part = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                // Removed once found: the kernel may print a line twice while sockets come and go.
                if (part.Length > 9 && inodes.Remove(part[9], out int fd))
                {
                    int state = int.Parse(part[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                    rows.Add(new NetRow(fd, table, s_states[state], Address(part[1]), Address(part[2])));
                }
            }
        }

        rows.Sort((a, b) => a.Fd.CompareTo(b.Fd));
        return rows;
    }

    /// <summary>The sockets that the process has open: inode to descriptor.</summary>
    internal static Dictionary<string, int> Inodes(int pid)
    {
        var inodes = new Dictionary<string, int>();
        try
        {
            foreach (string path in Directory.EnumerateFiles($"/proc/{pid}/fd"))
            {
                if (Target(path) is { } name && name.StartsWith("socket:[", StringComparison.Ordinal))
                {
                    inodes[name["socket:[".Length..^1]] = int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // The process went while we looked: the next look tells.
        }

        return inodes;
    }

    /// <summary>One descriptor that was closed while we looked hides none of the others.</summary>
    private static string? Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, false)?.Name;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Nothing where the process is gone.</summary>
    internal static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The kernel prints an address as 32-bit words of the machine's own byte order.</summary>
    internal static IPEndPoint Address(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        byte[] bytes = new byte[colon / 2];
        for (int word = 0; word < bytes.Length; word += 4)
        {
            uint value = uint.Parse(text.AsSpan(word * 2, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(word), value);
        }

        int port = int.Parse(text.AsSpan(colon + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new IPEndPoint(new IPAddress(bytes), port);
    }
}
