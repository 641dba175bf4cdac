namespace NetCat.Sharp.Sockets;

/// <summary>The result of a probe of a UDP port.</summary>
internal enum UdpVerdict
{
    /// <summary>No reply: the port is open but does not answer the probe, or the packets are dropped.</summary>
    NoAnswer,

    /// <summary>A datagram was received.</summary>
    Open,

    /// <summary>ICMP reported the port unreachable: no socket is bound to it (RFC 792, code 3; RFC 4443, code 4).</summary>
    Closed,

    /// <summary>ICMP reported that the host or its network is unreachable, or that access is prohibited.</summary>
    Unreachable,
}
