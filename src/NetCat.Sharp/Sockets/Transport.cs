using NetCat.Sharp.Native;

namespace NetCat.Sharp;

/// <summary>What a socket carries: a stream of bytes or datagrams.</summary>
public enum Transport
{
    /// <summary>TCP (RFC 9293).</summary>
    Tcp,

    /// <summary>UDP (RFC 768).</summary>
    Udp,

    /// <summary>DCCP (RFC 4340), which few kernels have.</summary>
    Dccp,
}

/// <summary>What a transport is to socket(2).</summary>
internal static class Transports
{
    internal static int SocketType(Transport transport) => transport switch
    {
        Transport.Udp => Numbers.SOCK_DGRAM,
        Transport.Dccp => Numbers.SOCK_DCCP,
        _ => Numbers.SOCK_STREAM,
    };

    internal static int ProtocolOf(Transport transport) => transport switch
    {
        Transport.Udp => Numbers.IPPROTO_UDP,
        Transport.Dccp => Numbers.IPPROTO_DCCP,
        _ => Numbers.IPPROTO_TCP,
    };
}
