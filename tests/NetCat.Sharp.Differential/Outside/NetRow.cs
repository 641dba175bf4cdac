using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>An internet socket that a process has open: its descriptor and its row in the kernel's table.</summary>
internal sealed record NetRow(int Fd, SocketRow Row)
{
    internal bool IsUdp => Row.IsUdp;

    internal string Table => Row.Table;

    internal string State => Row.State;

    internal IPEndPoint Local => Row.Local;

    internal IPEndPoint Remote => Row.Remote;

    /// <summary>Ready for a peer: a TCP socket that listens or a UDP socket that has a port.</summary>
    internal bool IsReady => IsUdp ? Local.Port != 0 : State == "LISTEN";

    internal bool IsConnected => State is "ESTABLISHED" or "CLOSE_WAIT" && Remote.Port != 0;

    /// <summary>Whether it is the resolver's socket to a name server, which is open only briefly.</summary>
    internal bool AsksForName => IsUdp && Remote.Port == 53;

    /// <summary>The internet sockets of a process, lowest descriptor first; none once it is gone.</summary>
    internal static List<NetRow> Of(int pid)
    {
        var rows = new List<NetRow>();
        Dictionary<string, int> inodes = SocketRow.Inodes(pid);
        foreach (SocketRow row in inodes.Count == 0 ? [] : SocketRow.All(pid))
        {
            // Removed once found: the kernel may print a row twice while sockets are opened and closed.
            if (inodes.Remove(row.Inode, out int fd))
            {
                rows.Add(new NetRow(fd, row));
            }
        }

        return [.. rows.OrderBy(static row => row.Fd)];
    }
}
