using System;
using static NetCat.Sharp.Native.Constants;

namespace NetCat.Sharp.Sockets;

/// <content>Linux's rows, in the order in which nc sets them.</content>
internal static partial class SocketOptions
{
    internal static ReadOnlySpan<SocketOptionRow> Rows => s_rows;

    private static readonly SocketOptionRow[] s_rows =
    [
        new(SocketOptionKey.ReuseAddress, AF_UNSPEC, Phase.BeforeBind, SOL_SOCKET, SO_REUSEADDR),
        new(SocketOptionKey.ReusePort, AF_UNSPEC, Phase.BeforeBind, SOL_SOCKET, SO_REUSEPORT),
        new(SocketOptionKey.Ipv6Only, AF_INET6, Phase.BeforeBind, IPPROTO_IPV6, IPV6_V6ONLY),
        new(SocketOptionKey.FreeBind, AF_INET, Phase.BeforeBind, IPPROTO_IP, IP_FREEBIND),
        new(SocketOptionKey.FreeBind, AF_INET6, Phase.BeforeBind, IPPROTO_IPV6, IPV6_FREEBIND),
        new(SocketOptionKey.Broadcast, AF_UNSPEC, Phase.BeforeConnect, SOL_SOCKET, SO_BROADCAST),
        new(SocketOptionKey.TcpMd5, AF_UNSPEC, Phase.BeforeConnect, IPPROTO_TCP, TCP_MD5SIG_EXT),
        new(SocketOptionKey.Debug, AF_UNSPEC, Phase.BeforeConnect, SOL_SOCKET, SO_DEBUG),
        new(SocketOptionKey.TypeOfService, AF_INET, Phase.BeforeConnect, IPPROTO_IP, IP_TOS),
        new(SocketOptionKey.TypeOfService, AF_INET6, Phase.BeforeConnect, IPPROTO_IPV6, IPV6_TCLASS),
        new(SocketOptionKey.ReceiveBuffer, AF_UNSPEC, Phase.BeforeConnect, SOL_SOCKET, SO_RCVBUF),
        new(SocketOptionKey.SendBuffer, AF_UNSPEC, Phase.BeforeConnect, SOL_SOCKET, SO_SNDBUF),
        new(SocketOptionKey.TimeToLive, AF_INET, Phase.BeforeConnect, IPPROTO_IP, IP_TTL),
        new(SocketOptionKey.TimeToLive, AF_INET6, Phase.BeforeConnect, IPPROTO_IPV6, IPV6_UNICAST_HOPS),
        new(SocketOptionKey.MinimumTimeToLive, AF_INET, Phase.BeforeConnect, IPPROTO_IP, IP_MINTTL),
        new(SocketOptionKey.MinimumTimeToLive, AF_INET6, Phase.BeforeConnect, IPPROTO_IPV6, IPV6_MINHOPCOUNT),
    ];
}
