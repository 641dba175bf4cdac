using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace NetCat.Sharp.Lab.Sockets;

/// <summary>A row of the socket table as nclab writes it in JSON. State is netstat's name, null for UDP without a peer.</summary>
internal sealed record SocketRow(
    string Protocol,
    string Family,
    string LocalAddress,
    int LocalPort,
    string RemoteAddress,
    int RemotePort,
    string? State,
    long ReceiveQueue,
    long SendQueue,
    int UserId,
    long Inode,
    int? ProcessId,
    string? Process)
{
    internal static SocketRow From(SocketTableRow row, IReadOnlyDictionary<long, SocketOwner>? owners = null)
    {
        IPEndPoint local = row.Local.ToEndPoint(), remote = row.Remote.ToEndPoint();
        SocketOwner? owner = row.Inode != 0 ? owners?.GetValueOrDefault(row.Inode) : null;
        return new SocketRow(
            row.Transport == Transport.Tcp ? "tcp" : "udp",
            local.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "ipv6" : "ipv4",
            local.Address.ToString(),
            local.Port,
            remote.Address.ToString(),
            remote.Port,
            StateWord(row),
            row.ReceiveQueue,
            row.SendQueue,
            row.UserId,
            row.Inode,
            owner?.ProcessId,
            owner?.Name);
    }

    /// <summary>The rows of both families with one of the ports at either end, in netstat's order; without ports, all rows.</summary>
    internal static IReadOnlyList<SocketTableRow> Read(IEnumerable<Transport> transports, params IReadOnlyList<int> ports)
    {
        var rows = new List<SocketTableRow>();
        foreach (Transport transport in transports)
        {
            rows.AddRange(SocketTable.Read(transport, ipv6: false));
            rows.AddRange(SocketTable.Read(transport, ipv6: true));
        }

        return ports.Count == 0 ? rows : [.. rows.Where(row => ports.Contains(row.Local.Port) || ports.Contains(row.Remote.Port))];
    }

    private static string? StateWord(SocketTableRow row)
    {
        if (row.Transport == Transport.Udp)
        {
            return row.State switch
            {
                SocketState.Established => "ESTABLISHED",
                SocketState.Close => null,
                _ => "UNKNOWN",
            };
        }

        return row.State switch
        {
            SocketState.Established => "ESTABLISHED",
            SocketState.SynSent => "SYN_SENT",
            SocketState.SynReceived => "SYN_RECV",
            SocketState.FinWait1 => "FIN_WAIT1",
            SocketState.FinWait2 => "FIN_WAIT2",
            SocketState.TimeWait => "TIME_WAIT",
            SocketState.Close => "CLOSE",
            SocketState.CloseWait => "CLOSE_WAIT",
            SocketState.LastAck => "LAST_ACK",
            SocketState.Listen => "LISTEN",
            SocketState.Closing => "CLOSING",
            _ => "UNKNOWN",
        };
    }
}
