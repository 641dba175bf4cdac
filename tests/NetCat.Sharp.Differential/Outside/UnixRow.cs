using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>A line of /proc/PID/net/unix for a descriptor that the process has opened itself.</summary>
internal sealed record UnixRow(int Fd, string Kind, bool IsListening, bool IsConnected, string Path)
{
    private const int FirstOwn = 3;
    private const int ListeningFlag = 0x10000;
    private const int ConnectedState = 3;

    // The managed runtime listens on this path before nc starts.
    private const string OfTheRuntime = "/dotnet-diagnostic-";

    /// <summary>Ready for a peer: a stream socket that listens, or a datagram socket that has a path.</summary>
    internal bool IsReady => IsListening || (Kind == "datagram" && Path.Length > 0);

    public override string ToString()
    {
        string state = IsListening ? "listening" : IsConnected ? "connected" : "unconnected";
        return string.Create(CultureInfo.InvariantCulture, $"unix {Kind} fd {Fd} {state} '{Path}'");
    }

    /// <summary>The Unix sockets of a process, lowest descriptor first; none once it is gone.</summary>
    internal static List<UnixRow> Of(int pid)
    {
        var rows = new List<UnixRow>();
        Dictionary<string, int> inodes = SocketRow.Inodes(pid);
        if (inodes.Count == 0)
        {
            return rows;
        }

        foreach (string line in ProcFile.Lines($"/proc/{pid}/net/unix"))
        {
            // Num: RefCount Protocol Flags Type St Inode Path; a path may contain spaces.
            string[] part = line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
            if (part.Length > 6 && inodes.Remove(part[6].Trim(), out int fd) && fd >= FirstOwn)
            {
                string path = part.Length > 7 ? part[7] : "";
                if (!path.Contains(OfTheRuntime, StringComparison.Ordinal))
                {
                    rows.Add(new UnixRow(fd, Named(Number(part[4])), (Number(part[3]) & ListeningFlag) != 0, Number(part[5]) == ConnectedState, path));
                }
            }
        }

        rows.Sort((a, b) => a.Fd.CompareTo(b.Fd));
        return rows;
    }

    private static string Named(int type) => type switch { 1 => "stream", 2 => "datagram", _ => "other" };

    private static int Number(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
