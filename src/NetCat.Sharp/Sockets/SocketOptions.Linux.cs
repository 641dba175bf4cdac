using System;
using static NetCat.Sharp.Native.Constants;
using static NetCat.Sharp.Sockets.OptionKind;
using static NetCat.Sharp.Sockets.OptionUse;
using static NetCat.Sharp.Sockets.Phase;
using Keys = NetCat.Sharp.SocketOptionKey;

namespace NetCat.Sharp.Sockets;

/// <content>
/// The rows for Linux, in the order in which they are set. Rows with a key come first, in nc's order. SO_PRIORITY follows IP_TOS, because IP_TOS
/// changes the priority. SO_ERROR is not in the table, because reading it clears it.
/// </content>
internal static partial class SocketOptions
{
    internal static ReadOnlySpan<SocketOptionRow> Rows => s_rows;

    private static readonly SocketOptionRow[] s_rows =
    [
        new(AF_UNSPEC, BeforeBind, SOL_SOCKET, SO_REUSEADDR, Flag, Internet, Key: Keys.ReuseAddress),
        new(AF_UNSPEC, BeforeBind, SOL_SOCKET, SO_REUSEPORT, Flag, Internet, Key: Keys.ReusePort),
        new(AF_INET6, BeforeBind, IPPROTO_IPV6, IPV6_V6ONLY, Flag, Internet, Key: Keys.Ipv6Only),
        new(AF_INET, BeforeBind, IPPROTO_IP, IP_FREEBIND, Flag, Internet, Key: Keys.FreeBind),
        new(AF_INET6, BeforeBind, IPPROTO_IPV6, IPV6_FREEBIND, Flag, Internet, Key: Keys.FreeBind),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_BROADCAST, Flag, Udp, Key: Keys.Broadcast),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_MD5SIG_EXT, OptionKind.Key, Tcp | WriteOnly, Key: Keys.TcpMd5),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_DEBUG, Flag, Every, Key: Keys.Debug),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_TOS, Service, Internet, 0, 255, Keys.TypeOfService),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_TCLASS, Service, Internet, -1, 255, Keys.TypeOfService),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_RCVBUF, Number, Every, Key: Keys.ReceiveBuffer),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_SNDBUF, Number, Every, Key: Keys.SendBuffer),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_TTL, Number, Internet, 1, 255, Keys.TimeToLive),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_UNICAST_HOPS, Number, Internet, -1, 255, Keys.TimeToLive),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_MINTTL, Number, Internet, 0, 255, Keys.MinimumTimeToLive),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_MINHOPCOUNT, Number, Internet, 0, 255, Keys.MinimumTimeToLive),

        new(AF_UNSPEC, BeforeBind, SOL_SOCKET, SO_BINDTODEVICE, Device, Internet),
        new(AF_UNSPEC, BeforeBind, SOL_SOCKET, SO_BINDTOIFINDEX, Interface, Internet),
        new(AF_UNSPEC, BeforeBind, SOL_SOCKET, SO_MARK, Unsigned, Internet),
        new(AF_UNSPEC, NotInherited, SOL_SOCKET, SO_PRIORITY, Number, Internet),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_DONTROUTE, Flag, Internet),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_RCVBUFFORCE, Number, Every | WriteOnly),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_SNDBUFFORCE, Number, Every | WriteOnly),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_BUF_LOCK, Number, Internet, 0, 3),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_KEEPALIVE, Flag, Tcp),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_LINGER, Linger, Tcp),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_OOBINLINE, Flag, Tcp),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_RCVLOWAT, Number, Tcp, 1),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_RCVTIMEO, TimeValue, Every),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_SNDTIMEO, TimeValue, Every),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_MAX_PACING_RATE, Unsigned, Tcp | Udp),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_BUSY_POLL, Microseconds, Internet),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_PREFER_BUSY_POLL, Flag, Internet),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_BUSY_POLL_BUDGET, Number, Internet | WriteOnly, 0, 65535),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_INCOMING_CPU, Number, Internet, -1),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_TXREHASH, Number, Tcp, -1, 1),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_NO_CHECK, Flag, Udp),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_TIMESTAMP, Flag, Every),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_RXQ_OVFL, Flag, Udp),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_PASSCRED, Flag, Unix),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_PASSSEC, Flag, Unix),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_INCOMING_NAPI_ID, Number, Tcp | Udp | ReadOnly),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_DOMAIN, Number, Every | ReadOnly),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_TYPE, Number, Every | ReadOnly),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_PROTOCOL, Number, Every | ReadOnly),
        new(AF_UNSPEC, BeforeConnect, SOL_SOCKET, SO_ACCEPTCONN, Flag, Every | ReadOnly),

        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_NODELAY, Flag, Tcp),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_CORK, Flag, Tcp),
        new(AF_UNSPEC, Connected, IPPROTO_TCP, TCP_QUICKACK, Flag, Tcp),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_KEEPIDLE, Seconds, Tcp, 1, 32767),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_KEEPINTVL, Seconds, Tcp, 1, 32767),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_KEEPCNT, Number, Tcp, 1, 127),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_USER_TIMEOUT, Milliseconds, Tcp),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_CONGESTION, Word, Tcp),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_MAXSEG, Number, Tcp, 0, 65535),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_NOTSENT_LOWAT, Unsigned, Tcp),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_WINDOW_CLAMP, Number, Tcp),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_LINGER2, Seconds, Tcp, -1),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_THIN_LINEAR_TIMEOUTS, Flag, Tcp),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_INQ, Flag, Tcp),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_TX_DELAY, Microseconds, Tcp),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_SYNCNT, Number, Tcp | Client, 1, 127),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_FASTOPEN_CONNECT, Flag, Tcp | Client),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_FASTOPEN_NO_COOKIE, Flag, Tcp),
        new(AF_UNSPEC, BeforeListen, IPPROTO_TCP, TCP_FASTOPEN, Number, Tcp | Listener),
        new(AF_UNSPEC, BeforeListen, IPPROTO_TCP, TCP_DEFER_ACCEPT, Seconds, Tcp | Listener),
        new(AF_UNSPEC, BeforeListen, IPPROTO_TCP, TCP_SAVE_SYN, Number, Tcp | Listener, 0, 2),
        new(AF_UNSPEC, Connected, IPPROTO_TCP, TCP_ULP, Word, Tcp),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_TCP, TCP_TIMESTAMP, Unsigned, Tcp | ReadOnly),

        new(AF_INET, BeforeBind, IPPROTO_IP, IP_TRANSPARENT, Flag, Internet),
        new(AF_INET, BeforeBind, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, Flag, Internet),
        new(AF_INET, BeforeBind, IPPROTO_IP, IP_LOCAL_PORT_RANGE, PortRange, Internet),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_UNICAST_IF, InterfaceBigEndian, Internet),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_MTU_DISCOVER, Discovery, Internet, 0, 5),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_RECVERR, Flag, Internet),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_MULTICAST_IF, SourceInterface, Udp),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_MULTICAST_TTL, Number, Udp, -1, 255),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_MULTICAST_LOOP, Flag, Udp),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_MULTICAST_ALL, Flag, Udp),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_PKTINFO, Flag, Udp),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_RECVTTL, Flag, Udp),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_RECVTOS, Flag, Udp),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_RECVORIGDSTADDR, Flag, Udp),
        new(AF_INET, BeforeConnect, IPPROTO_IP, IP_CHECKSUM, Flag, Udp),
        new(AF_INET, Connected, IPPROTO_IP, IP_MTU, Number, Internet | ReadOnly),

        new(AF_INET6, BeforeBind, IPPROTO_IPV6, IPV6_TRANSPARENT, Flag, Internet),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_UNICAST_IF, InterfaceBigEndian, Internet),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_MTU_DISCOVER, Discovery, Internet, 0, 5),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_MTU, Number, Internet),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_DONTFRAG, Flag, Internet),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_RECVERR, Flag, Internet),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_AUTOFLOWLABEL, Flag, Internet),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_FLOWINFO_SEND, Flag, Internet),
        new(AF_INET6, BeforeBind, IPPROTO_IPV6, IPV6_ADDR_PREFERENCES, Number, Internet),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_MULTICAST_IF, Interface, Udp),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, Number, Udp, -1, 255),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, Flag, Udp),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_MULTICAST_ALL, Flag, Udp),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_RECVPKTINFO, Flag, Udp),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, Flag, Udp),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_RECVTCLASS, Flag, Udp),
        new(AF_INET6, BeforeConnect, IPPROTO_IPV6, IPV6_RECVORIGDSTADDR, Flag, Udp),

        new(AF_UNSPEC, BeforeConnect, IPPROTO_UDP, UDP_SEGMENT, Number, Udp, 0, 65535),
        new(AF_UNSPEC, BeforeConnect, IPPROTO_UDP, UDP_GRO, Flag, Udp),
        new(AF_INET6, BeforeConnect, IPPROTO_UDP, UDP_NO_CHECK6_TX, Flag, Udp),
        new(AF_INET6, BeforeConnect, IPPROTO_UDP, UDP_NO_CHECK6_RX, Flag, Udp),
    ];
}
