using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.Win32.SafeHandles;
using NetCat.Sharp.Differential.Scenarios;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>A socket's options, read through a copy of its descriptor, without any action of the program under test.</summary>
internal static unsafe class SocketOption
{
    private const int SolSocket = 1;
    private const int Ip = 0;
    private const int Ipv6 = 41;
    private const int Tcp = 6;
    private const int TcpInfo = 11;

    // For a listening socket, struct tcp_info has the backlog in the field that counts selective acknowledgements for a connection (tcpi_sacked).
    private const int BacklogOffset = 28;

    private static readonly (string Name, int Level, int Number)[] s_any =
    [
        ("SO_TYPE", SolSocket, 3), ("SO_REUSEADDR", SolSocket, 2), ("SO_REUSEPORT", SolSocket, 15),
        ("SO_KEEPALIVE", SolSocket, 9), ("SO_BROADCAST", SolSocket, 6),
    ];

    private static readonly (string Name, int Level, int Number)[] s_v4 = [("IP_TOS", Ip, 1), ("IP_TTL", Ip, 2)];

    private static readonly (string Name, int Level, int Number)[] s_v6 =
        [("IPV6_V6ONLY", Ipv6, 26), ("IPV6_TCLASS", Ipv6, 67), ("IPV6_UNICAST_HOPS", Ipv6, 16)];

    internal static string Describe(int pid, NetRow row)
    {
        using SafeFileHandle? copy = Descriptor.CopyFrom(pid, row.Fd);
        if (copy is null)
        {
            return "gone";
        }

        int fd = (int)copy.DangerousGetHandle();
        var text = new StringBuilder();
        Append(text, fd, s_any);
        Append(text, fd, row.Table[^1] == '6' ? s_v6 : s_v4);
        if (!row.IsUdp)
        {
            Append(text, fd, [("TCP_NODELAY", Tcp, 1)]);
        }

        if (row.State == "LISTEN")
        {
            _ = text.Append(" backlog=").Append(Backlog(fd));
        }

        return text.ToString().TrimStart();
    }

    private static void Append(StringBuilder text, int fd, IEnumerable<(string Name, int Level, int Number)> options)
    {
        foreach ((string name, int level, int number) in options)
        {
            int value = 0;
            uint size = sizeof(int);
            _ = Libc.GetSockOpt(fd, level, number, &value, &size);
            _ = text.Append(' ').Append(name).Append('=').Append(value);
        }
    }

    private static uint Backlog(int fd)
    {
        byte* info = stackalloc byte[256];
        uint size = 256;
        return Libc.GetSockOpt(fd, Tcp, TcpInfo, info, &size) < 0 ? 0 : BitConverter.ToUInt32(new ReadOnlySpan<byte>(info + BacklogOffset, 4));
    }
}
