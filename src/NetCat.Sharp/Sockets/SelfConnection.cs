using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>
/// Detects a TCP socket that the kernel has connected to itself: no socket listened, and the chosen ephemeral port was the port to connect to
/// (simultaneous open, RFC 9293, 3.5). Such a connection does not count.
/// </summary>
internal static class SelfConnection
{
    private const string LentPorts = "/proc/sys/net/ipv4/ip_local_port_range";
    private const int FirstUnprivileged = 1024;

    private static (int First, int Last)? s_lent;

    /// <summary>Reads the range of ephemeral ports once and before connect(2), so that the read does not cause a delay after connect(2).</summary>
    internal static void Prepare(in SockAddr peer)
    {
        if (peer.Port >= FirstUnprivileged)
        {
            s_lent ??= ReadLent();
        }
    }

    /// <summary>
    /// Whether the socket is connected to itself. Only ephemeral ports are checked: a connection to any other port cannot connect to itself by
    /// chance.
    /// </summary>
    internal static bool Is(int socket, in SockAddr peer)
        => IsLent(peer.Port) && Libc.LocalAddress(socket, out SockAddr local) == 0 && local.WithPort(0) == peer.WithPort(0) && local.Port == peer.Port;

    private static bool IsLent(int port)
    {
        if (port < FirstUnprivileged)
        {
            return false;
        }

        (int first, int last) = s_lent ??= ReadLent();
        return port >= first && port <= last;
    }

    /// <summary>The first and the last ephemeral port; all ports if /proc cannot be read.</summary>
    private static (int First, int Last) ReadLent()
    {
        int file = Libc.Open(LentPorts, Constants.O_RDONLY | Constants.O_CLOEXEC);
        Span<byte> text = stackalloc byte[32];
        int length = Libc.Read(file, text);
        _ = file >= 0 ? Libc.Close(file) : 0;
        ReadOnlySpan<byte> line = text[..Math.Max(length, 0)];
        int tab = Math.Max(line.IndexOf((byte)'\t'), 0);
        return int.TryParse(line[..tab], out int first) && int.TryParse(line[(tab + 1)..].Trim("\n "u8), out int last) ? (first, last) : (0, int.MaxValue);
    }
}
