namespace NetCat.Sharp;

/// <summary>The state of a socket, with the kernel's numbers (tcp_states.h), which apply to UDP too.</summary>
public enum SocketState
{
    /// <summary>A state that this library does not know.</summary>
    Unknown = 0,

    /// <summary>A TCP connection, or a UDP socket that has a peer (connect(2)).</summary>
    Established = 1,

    /// <summary>SYN is sent; the socket waits for SYN-ACK.</summary>
    SynSent = 2,

    /// <summary>SYN-ACK is sent; the socket waits for the last ACK of the handshake.</summary>
    SynReceived = 3,

    /// <summary>FIN is sent and not yet acknowledged.</summary>
    FinWait1 = 4,

    /// <summary>FIN is acknowledged; the peer's FIN has not arrived.</summary>
    FinWait2 = 5,

    /// <summary>Both sides have closed; the side that closed first keeps the pair of addresses for a while.</summary>
    TimeWait = 6,

    /// <summary>Neither connected nor listening; for UDP, a socket without a peer.</summary>
    Close = 7,

    /// <summary>The peer's FIN has arrived; the socket's own is not yet sent.</summary>
    CloseWait = 8,

    /// <summary>The socket was closed after the peer, and waits for the acknowledgement of its FIN.</summary>
    LastAck = 9,

    /// <summary>The socket accepts connections.</summary>
    Listen = 10,

    /// <summary>Both sides have closed at the same time.</summary>
    Closing = 11,
}
