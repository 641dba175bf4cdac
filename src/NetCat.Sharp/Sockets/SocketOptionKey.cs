using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <summary>The socket options that this library sets, by their meaning; the numbers at setsockopt(2) depend on the operating system.</summary>
public enum SocketOptionKey
{
    /// <summary>SO_REUSEADDR (socket(7)): 0 or 1.</summary>
    ReuseAddress,

    /// <summary>SO_REUSEPORT (socket(7), Linux 3.9): 0 or 1.</summary>
    ReusePort,

    /// <summary>SO_BROADCAST (socket(7)): 0 or 1.</summary>
    Broadcast,

    /// <summary>TCP_MD5SIG_EXT (tcp(7), RFC 2385) for every peer of the family. The value is a key of 1 to 80 bytes, not a number.</summary>
    TcpMd5,

    /// <summary>SO_DEBUG (socket(7)): 0 or 1; needs CAP_NET_ADMIN.</summary>
    Debug,

    /// <summary>IP_TOS (ip(7)) or IPV6_TCLASS (RFC 3542): 0 to 255.</summary>
    TypeOfService,

    /// <summary>SO_RCVBUF in bytes (socket(7)); the kernel doubles it for its own book-keeping.</summary>
    ReceiveBuffer,

    /// <summary>SO_SNDBUF in bytes (socket(7)); the kernel doubles it for its own book-keeping.</summary>
    SendBuffer,

    /// <summary>IP_TTL (ip(7)) or IPV6_UNICAST_HOPS (ipv6(7)): 1 to 255.</summary>
    TimeToLive,

    /// <summary>IP_MINTTL or IPV6_MINHOPCOUNT (RFC 5082): 0 to 255; segments with a lower value are dropped.</summary>
    MinimumTimeToLive,

    /// <summary>IPV6_V6ONLY (ipv6(7)): 0 or 1; the default is the system's (net.ipv6.bindv6only).</summary>
    Ipv6Only,

    /// <summary>IP_FREEBIND (ip(7)) or IPV6_FREEBIND (Linux 4.15): 0 or 1; bind(2) then accepts an address that this machine does not have.</summary>
    FreeBind,
}
