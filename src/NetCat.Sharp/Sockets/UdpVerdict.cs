namespace NetCat.Sharp.Sockets;

/// <summary>What a probe of a UDP port came to know.</summary>
internal enum UdpVerdict
{
    /// <summary>Nothing came back: open and without an answer to a probe, or its packets are dropped.</summary>
    NoAnswer,

    /// <summary>A datagram came back.</summary>
    Open,

    /// <summary>ICMP said that nobody has the port (RFC 792, code 3; RFC 4443, code 4).</summary>
    Closed,

    /// <summary>ICMP said that the host or its network cannot be reached, or that it is forbidden.</summary>
    Unreachable,
}
