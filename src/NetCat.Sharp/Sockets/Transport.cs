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

    /// <summary>Multipath TCP (RFC 8684). Where the peer or the way to it has TCP alone, the connection falls back to that.</summary>
    Mptcp,

    /// <summary>Streams between a virtual machine and its host (vsock(7)).</summary>
    Vsock,
}
