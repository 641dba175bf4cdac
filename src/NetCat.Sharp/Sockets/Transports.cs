using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>The arguments of socket(2) for each transport.</summary>
internal static class Transports
{
    internal static int SocketType(Transport transport) => transport switch
    {
        Transport.Udp => Constants.SOCK_DGRAM,
        Transport.Dccp => Constants.SOCK_DCCP,
        _ => Constants.SOCK_STREAM,
    };

    internal static int ProtocolOf(Transport transport) => transport switch
    {
        Transport.Udp => Constants.IPPROTO_UDP,
        Transport.Dccp => Constants.IPPROTO_DCCP,
        Transport.Mptcp => Constants.IPPROTO_MPTCP,
        Transport.Vsock => 0,
        _ => Constants.IPPROTO_TCP,
    };

    /// <summary>The name of the protocol in protocols(5) and in messages. An MPTCP socket may fall back to TCP.</summary>
    internal static string NameOf(Transport transport) => transport switch
    {
        Transport.Udp => "udp",
        Transport.Dccp => "dccp",
        Transport.Vsock => "vsock",
        _ => "tcp",
    };
}
