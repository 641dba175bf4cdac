namespace NetCat.Sharp.Serving;

/// <summary>Receives events about the peers of a <see cref="DatagramForwarding"/>.</summary>
internal interface IDatagramObserver : IServingObserver
{
    /// <summary>A peer has a session. The observer may attach data to <see cref="DatagramSession.Note"/>.</summary>
    void Began(DatagramSession session);

    /// <summary>The target refuses a session's datagrams; not called again until the target has replied.</summary>
    void Refused(DatagramSession session, int errno);

    /// <summary>There is no target for a peer; its datagram is dropped.</summary>
    /// <param name="peer">The sender.</param>
    /// <param name="error">errno or, below zero, an EAI_ code.</param>
    void NoTarget(in SockAddr peer, int error);

    /// <summary>There are too many sessions for a new peer, whose datagram is dropped; not called again until there is room.</summary>
    void Full(in SockAddr peer);

    /// <summary>The session is about to be closed.</summary>
    void Ending(DatagramSession session);
}
