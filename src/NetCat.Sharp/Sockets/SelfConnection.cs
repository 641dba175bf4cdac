using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>
/// A TCP socket that the kernel connected to itself: nobody listened, and the port it was lent happened to be the one it called
/// (simultaneous open, RFC 9293, 3.5). That is no answer.
/// </summary>
internal static class SelfConnection
{
    private const string LentPorts = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <summary>Asks the kernel only about ports that it lends: no other can meet itself by chance.</summary>
    internal static bool Is(int socket, in SockAddr peer)
        => IsLent(peer.Port) && Libc.LocalAddress(socket, out SockAddr local) == 0 && local.WithPort(0) == peer.WithPort(0) && local.Port == peer.Port;

    private static bool IsLent(int port)
    {
        const int FirstUnprivileged = 1024;
        if (port < FirstUnprivileged)
        {
            return false;
        }

        int file = Libc.Open(LentPorts, Constants.O_RDONLY | Constants.O_CLOEXEC);
        if (file < 0)
        {
            return true;
        }

        Span<byte> text = stackalloc byte[32];
        int length = Libc.Read(file, text);
        _ = Libc.Close(file);
        ReadOnlySpan<byte> line = text[..Math.Max(length, 0)];
        int tab = Math.Max(line.IndexOf((byte)'\t'), 0);
        return !int.TryParse(line[..tab], out int first) || !int.TryParse(line[(tab + 1)..].Trim("\n "u8), out int last)
            || (port >= first && port <= last);
    }
}
