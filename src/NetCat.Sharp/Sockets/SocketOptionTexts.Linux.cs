using System;
using static NetCat.Sharp.Native.Constants;

namespace NetCat.Sharp.Sockets;

/// <summary>
/// The kernel's name and the description of each row (socket(7), tcp(7), ip(7), ipv6(7), udp(7)), as bytes, so that they need no relocation at
/// program start.
/// </summary>
internal static class SocketOptionTexts
{
    /// <summary>The name, a space, and the description.</summary>
    internal static ReadOnlySpan<byte> Of(in SocketOptionRow row) => row.Level switch
    {
        SOL_SOCKET => OfSocket(row.Name),
        IPPROTO_TCP => OfTcp(row.Name),
        IPPROTO_IP => OfIp(row.Name),
        IPPROTO_IPV6 => OfIpv6(row.Name),
        _ => OfUdp(row.Name),
    };

    private static ReadOnlySpan<byte> OfSocket(int name) => name switch
    {
        SO_DEBUG => "SO_DEBUG record debugging information of the protocol"u8,
        SO_REUSEADDR => "SO_REUSEADDR bind an address whose old connections are in TIME_WAIT"u8,
        SO_TYPE => "SO_TYPE the type of the socket: 1 stream, 2 datagram"u8,
        SO_DONTROUTE => "SO_DONTROUTE send to directly connected hosts only, through no gateway"u8,
        SO_BROADCAST => "SO_BROADCAST allow to send to broadcast addresses"u8,
        SO_SNDBUF => "SO_SNDBUF send buffer in bytes; the kernel doubles it"u8,
        SO_RCVBUF => "SO_RCVBUF receive buffer in bytes; the kernel doubles it"u8,
        SO_KEEPALIVE => "SO_KEEPALIVE send probes on an idle connection"u8,
        SO_OOBINLINE => "SO_OOBINLINE leave urgent data in the stream"u8,
        SO_NO_CHECK => "SO_NO_CHECK send IPv4 datagrams without a checksum"u8,
        SO_PRIORITY => "SO_PRIORITY queueing priority of what is sent; above 6 it needs CAP_NET_ADMIN"u8,
        SO_LINGER => "SO_LINGER off, or the seconds that close(2) waits; 0 resets the connection"u8,
        SO_REUSEPORT => "SO_REUSEPORT share address and port with other sockets of the same user"u8,
        SO_PASSCRED => "SO_PASSCRED receive the credentials of the sender"u8,
        SO_RCVLOWAT => "SO_RCVLOWAT bytes that must be there before the socket is readable"u8,
        SO_RCVTIMEO => "SO_RCVTIMEO time that a blocking receive waits; 0 waits without limit"u8,
        SO_SNDTIMEO => "SO_SNDTIMEO time that a blocking send waits; 0 waits without limit"u8,
        SO_BINDTODEVICE => "SO_BINDTODEVICE send and receive through this interface only"u8,
        SO_TIMESTAMP => "SO_TIMESTAMP receive the time at which a packet arrived"u8,
        SO_ACCEPTCONN => "SO_ACCEPTCONN whether the socket is listening"u8,
        SO_SNDBUFFORCE => "SO_SNDBUFFORCE like SO_SNDBUF, beyond wmem_max; needs CAP_NET_ADMIN"u8,
        SO_RCVBUFFORCE => "SO_RCVBUFFORCE like SO_RCVBUF, beyond rmem_max; needs CAP_NET_ADMIN"u8,
        SO_PASSSEC => "SO_PASSSEC receive the security context of the sender"u8,
        SO_MARK => "SO_MARK firewall and routing mark of what is sent; needs CAP_NET_ADMIN or CAP_NET_RAW"u8,
        SO_PROTOCOL => "SO_PROTOCOL the number of the protocol"u8,
        SO_DOMAIN => "SO_DOMAIN the number of the address family"u8,
        SO_RXQ_OVFL => "SO_RXQ_OVFL receive the number of datagrams that were dropped"u8,
        SO_BUSY_POLL => "SO_BUSY_POLL microseconds to poll the device when nothing is there; more than before needs CAP_NET_ADMIN"u8,
        SO_MAX_PACING_RATE => "SO_MAX_PACING_RATE largest rate of sending in bytes per second"u8,
        SO_INCOMING_CPU => "SO_INCOMING_CPU the processor that handles what arrives"u8,
        SO_INCOMING_NAPI_ID => "SO_INCOMING_NAPI_ID the receive queue of the last packet"u8,
        SO_BINDTOIFINDEX => "SO_BINDTOIFINDEX like SO_BINDTODEVICE, by index"u8,
        SO_PREFER_BUSY_POLL => "SO_PREFER_BUSY_POLL prefer busy polling to interrupts; needs CAP_NET_ADMIN"u8,
        SO_BUSY_POLL_BUDGET => "SO_BUSY_POLL_BUDGET packets for each busy poll; more than before needs CAP_NET_ADMIN"u8,
        SO_BUF_LOCK => "SO_BUF_LOCK keep the size of a buffer: 1 send, 2 receive, 3 both"u8,
        SO_TXREHASH => "SO_TXREHASH choose another path when a connection stalls: 0, 1, or -1 for the system's value"u8,
        _ => default,
    };

    private static ReadOnlySpan<byte> OfTcp(int name) => name switch
    {
        TCP_NODELAY => "TCP_NODELAY send small segments at once (no Nagle algorithm)"u8,
        TCP_MAXSEG => "TCP_MAXSEG largest segment in bytes"u8,
        TCP_CORK => "TCP_CORK send full segments only"u8,
        TCP_KEEPIDLE => "TCP_KEEPIDLE seconds idle before the first keepalive probe"u8,
        TCP_KEEPINTVL => "TCP_KEEPINTVL seconds between keepalive probes"u8,
        TCP_KEEPCNT => "TCP_KEEPCNT keepalive probes without an answer before the connection is dropped"u8,
        TCP_SYNCNT => "TCP_SYNCNT retransmissions of SYN before connect(2) fails"u8,
        TCP_LINGER2 => "TCP_LINGER2 seconds that a closed socket stays in FIN_WAIT2; -1 does not wait"u8,
        TCP_DEFER_ACCEPT => "TCP_DEFER_ACCEPT seconds to wait for the first data before a client is accepted"u8,
        TCP_WINDOW_CLAMP => "TCP_WINDOW_CLAMP largest window that is advertised, in bytes"u8,
        TCP_QUICKACK => "TCP_QUICKACK acknowledge at once; the kernel may turn it off again"u8,
        TCP_CONGESTION => "TCP_CONGESTION the congestion control algorithm"u8,
        TCP_THIN_LINEAR_TIMEOUTS => "TCP_THIN_LINEAR_TIMEOUTS retransmit without backoff while little is under way"u8,
        TCP_USER_TIMEOUT => "TCP_USER_TIMEOUT milliseconds without an acknowledgement before the connection is dropped"u8,
        TCP_FASTOPEN => "TCP_FASTOPEN clients that may wait with data in their SYN (RFC 7413)"u8,
        TCP_TIMESTAMP => "TCP_TIMESTAMP the value of the timestamp clock"u8,
        TCP_NOTSENT_LOWAT => "TCP_NOTSENT_LOWAT unsent bytes above which the socket is not writable"u8,
        TCP_SAVE_SYN => "TCP_SAVE_SYN keep the headers of the client's SYN: 1 from IP on, 2 from the link on"u8,
        TCP_FASTOPEN_CONNECT => "TCP_FASTOPEN_CONNECT connect with the first data in the SYN (RFC 7413)"u8,
        TCP_ULP => "TCP_ULP the upper layer protocol, such as tls"u8,
        TCP_MD5SIG_EXT => "TCP_MD5SIG_EXT sign segments with a key (RFC 2385)"u8,
        TCP_FASTOPEN_NO_COOKIE => "TCP_FASTOPEN_NO_COOKIE fast open without a cookie"u8,
        TCP_INQ => "TCP_INQ receive the number of bytes that are left to read"u8,
        TCP_TX_DELAY => "TCP_TX_DELAY microseconds by which sending is delayed"u8,
        _ => default,
    };

    private static ReadOnlySpan<byte> OfIp(int name) => name switch
    {
        IP_TOS => "IP_TOS type of service of what is sent: 0 to 255, or a word of -T"u8,
        IP_TTL => "IP_TTL time to live of what is sent"u8,
        IP_PKTINFO => "IP_PKTINFO receive interface and destination of each datagram"u8,
        IP_MTU_DISCOVER => "IP_MTU_DISCOVER path MTU discovery"u8,
        IP_RECVERR => "IP_RECVERR queue ICMP errors at the socket"u8,
        IP_RECVTTL => "IP_RECVTTL receive the time to live of each datagram"u8,
        IP_RECVTOS => "IP_RECVTOS receive the type of service of each datagram"u8,
        IP_MTU => "IP_MTU the path MTU of the connection"u8,
        IP_FREEBIND => "IP_FREEBIND bind an address that this host does not have"u8,
        IP_TRANSPARENT => "IP_TRANSPARENT be a transparent proxy; needs CAP_NET_ADMIN or CAP_NET_RAW"u8,
        IP_RECVORIGDSTADDR => "IP_RECVORIGDSTADDR receive the original destination of each datagram"u8,
        IP_MINTTL => "IP_MINTTL drop what arrives with a smaller time to live (RFC 5082)"u8,
        IP_CHECKSUM => "IP_CHECKSUM receive the checksum of each datagram"u8,
        IP_BIND_ADDRESS_NO_PORT => "IP_BIND_ADDRESS_NO_PORT choose the port at connect(2) where bind(2) names an address alone"u8,
        IP_MULTICAST_IF => "IP_MULTICAST_IF send multicast through this interface: its name or its address"u8,
        IP_MULTICAST_TTL => "IP_MULTICAST_TTL time to live of multicast"u8,
        IP_MULTICAST_LOOP => "IP_MULTICAST_LOOP deliver own multicast on this host"u8,
        IP_MULTICAST_ALL => "IP_MULTICAST_ALL receive from groups that other sockets of this host have joined"u8,
        IP_UNICAST_IF => "IP_UNICAST_IF send through this interface"u8,
        IP_LOCAL_PORT_RANGE => "IP_LOCAL_PORT_RANGE the ports to choose from, as 40000-40010; 0-0 is the system's range"u8,
        _ => default,
    };

    private static ReadOnlySpan<byte> OfIpv6(int name) => name switch
    {
        IPV6_UNICAST_HOPS => "IPV6_UNICAST_HOPS hop limit of what is sent; -1 is the route's"u8,
        IPV6_MULTICAST_IF => "IPV6_MULTICAST_IF send multicast through this interface"u8,
        IPV6_MULTICAST_HOPS => "IPV6_MULTICAST_HOPS hop limit of multicast; -1 is the route's"u8,
        IPV6_MULTICAST_LOOP => "IPV6_MULTICAST_LOOP deliver own multicast on this host"u8,
        IPV6_MTU_DISCOVER => "IPV6_MTU_DISCOVER path MTU discovery"u8,
        IPV6_MTU => "IPV6_MTU largest packet in bytes, 1280 and more; read of a connection it is the path MTU"u8,
        IPV6_RECVERR => "IPV6_RECVERR queue ICMPv6 errors at the socket"u8,
        IPV6_V6ONLY => "IPV6_V6ONLY IPv6 alone, without IPv4-mapped addresses"u8,
        IPV6_MULTICAST_ALL => "IPV6_MULTICAST_ALL receive from groups that other sockets of this host have joined"u8,
        IPV6_FLOWINFO_SEND => "IPV6_FLOWINFO_SEND send with the flow label of the address"u8,
        IPV6_RECVPKTINFO => "IPV6_RECVPKTINFO receive interface and destination of each datagram"u8,
        IPV6_RECVHOPLIMIT => "IPV6_RECVHOPLIMIT receive the hop limit of each datagram"u8,
        IPV6_DONTFRAG => "IPV6_DONTFRAG do not fragment what is sent"u8,
        IPV6_RECVTCLASS => "IPV6_RECVTCLASS receive the traffic class of each datagram"u8,
        IPV6_TCLASS => "IPV6_TCLASS traffic class of what is sent: 0 to 255, or a word of -T; -1 is the default"u8,
        IPV6_AUTOFLOWLABEL => "IPV6_AUTOFLOWLABEL give each flow a label"u8,
        IPV6_ADDR_PREFERENCES => "IPV6_ADDR_PREFERENCES the preferred source address: 1 temporary, 2 public (RFC 5014)"u8,
        IPV6_MINHOPCOUNT => "IPV6_MINHOPCOUNT drop what arrives with a smaller hop limit (RFC 5082)"u8,
        IPV6_RECVORIGDSTADDR => "IPV6_RECVORIGDSTADDR receive the original destination of each datagram"u8,
        IPV6_TRANSPARENT => "IPV6_TRANSPARENT be a transparent proxy; needs CAP_NET_ADMIN or CAP_NET_RAW"u8,
        IPV6_UNICAST_IF => "IPV6_UNICAST_IF send through this interface"u8,
        IPV6_FREEBIND => "IPV6_FREEBIND bind an address that this host does not have"u8,
        _ => default,
    };

    private static ReadOnlySpan<byte> OfUdp(int name) => name switch
    {
        UDP_SEGMENT => "UDP_SEGMENT cut what is sent at once into datagrams of so many bytes; 0 does not"u8,
        UDP_GRO => "UDP_GRO receive datagrams of one sender joined"u8,
        UDP_NO_CHECK6_TX => "UDP_NO_CHECK6_TX send IPv6 datagrams without a checksum"u8,
        UDP_NO_CHECK6_RX => "UDP_NO_CHECK6_RX accept IPv6 datagrams without a checksum"u8,
        _ => default,
    };
}
