namespace NetCat.Sharp.Sockets;

/// <summary>The result of a probe of a UDP port.</summary>
internal enum UdpVerdict
{
    /// <summary>Nothing came back: open and without an answer to a probe, or its packets are dropped.</summary>
    NoAnswer,

    /// <summary>A datagram came back.</summary>
    Open,

    /// <summary>ICMP reported the port unreachable: no socket has it (RFC 792, code 3; RFC 4443, code 4).</summary>
    Closed,

    /// <summary>ICMP said that the host or its network cannot be reached, or that it is forbidden.</summary>
    Unreachable,
}
