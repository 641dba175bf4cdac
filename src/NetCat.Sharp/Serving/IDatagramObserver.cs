namespace NetCat.Sharp.Serving;

/// <summary>What a <see cref="DatagramForwarding"/> reports about its peers.</summary>
internal interface IDatagramObserver : IServingObserver
{
    /// <summary>A peer has a session. <see cref="DatagramSession.Note"/> is free for what is to be kept.</summary>
    void Began(DatagramSession session);

    /// <summary>The target refuses a session's datagrams; called once until it answers.</summary>
    void Refused(DatagramSession session, int errno);

    /// <summary>There is no target for a peer, whose datagram is dropped.</summary>
    /// <param name="peer">The sender.</param>
    /// <param name="error">errno or, below zero, an EAI_ code.</param>
    void NoTarget(in SockAddr peer, int error);

    /// <summary>No place is free for a peer, whose datagram is dropped; called once until a place is free.</summary>
    void Full(in SockAddr peer);

    /// <summary>The session is about to be closed.</summary>
    void Ending(DatagramSession session);
}
