using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>What a transport is to socket(2).</summary>
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

    /// <summary>The name of the protocol, as protocols(5) and messages have it. A socket of MPTCP may prove to be one of TCP.</summary>
    internal static string NameOf(Transport transport) => transport switch
    {
        Transport.Udp => "udp",
        Transport.Dccp => "dccp",
        Transport.Vsock => "vsock",
        _ => "tcp",
    };
}
