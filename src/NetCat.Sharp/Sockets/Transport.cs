namespace NetCat.Sharp;

/// <summary>The transport protocol of a socket, which carries a stream of bytes or datagrams.</summary>
public enum Transport
{
    /// <summary>TCP (RFC 9293).</summary>
    Tcp,

    /// <summary>UDP (RFC 768).</summary>
    Udp,

    /// <summary>DCCP (RFC 4340), which few kernels support.</summary>
    Dccp,

    /// <summary>Multipath TCP (RFC 8684). If the peer or the path supports only TCP, the connection falls back to TCP.</summary>
    Mptcp,

    /// <summary>Streams between a virtual machine and its host (vsock(7)).</summary>
    Vsock,
}
