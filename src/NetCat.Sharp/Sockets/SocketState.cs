namespace NetCat.Sharp;

/// <summary>The state of a socket, under the kernel's numbers (tcp_states.h), which serve UDP too.</summary>
public enum SocketState
{
    /// <summary>A number that this library does not know.</summary>
    Unknown = 0,

    /// <summary>A TCP connection, or a UDP socket that has a peer (connect(2)).</summary>
    Established = 1,

    /// <summary>Has sent SYN and waits for the answer.</summary>
    SynSent = 2,

    /// <summary>Has answered a SYN and waits for the last word of the handshake.</summary>
    SynReceived = 3,

    /// <summary>Has sent FIN, not yet acknowledged.</summary>
    FinWait1 = 4,

    /// <summary>Its FIN is acknowledged, the peer's has not come.</summary>
    FinWait2 = 5,

    /// <summary>Both have closed; the side that closed first keeps the pair of addresses for a while.</summary>
    TimeWait = 6,

    /// <summary>Neither connected nor listening; of UDP, a socket without a peer.</summary>
    Close = 7,

    /// <summary>The peer's FIN has come, the own is not yet sent.</summary>
    CloseWait = 8,

    /// <summary>Closed after the peer; waits for the acknowledgement of its FIN.</summary>
    LastAck = 9,

    /// <summary>Takes connections.</summary>
    Listen = 10,

    /// <summary>Both have closed at the same time.</summary>
    Closing = 11,
}
