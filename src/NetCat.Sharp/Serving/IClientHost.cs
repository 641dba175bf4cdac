namespace NetCat.Sharp.Serving;

/// <summary>What an <see cref="Acceptor"/> accepts clients for.</summary>
internal interface IClientHost
{
    /// <summary>A client can be served now. Where not, clients wait in the listen backlog until <see cref="Acceptor.Resume"/>.</summary>
    bool HasRoom { get; }

    /// <summary>A client is there, and has a place. Where the host needs something first, it returns false and calls <see cref="Acceptor.Resume"/> later.</summary>
    bool Prepare();

    /// <summary>After <see cref="Prepare"/> no client was there: the place is free again.</summary>
    void Missed();

    /// <summary>Serves a client.</summary>
    /// <param name="socket">Non-blocking and closed on exec; the host's to close.</param>
    /// <param name="peer">Its address.</param>
    void Serve(int socket, in SockAddr peer);

    /// <summary>No descriptor or memory is left for a further client. Called once until the backlog has been empty again.</summary>
    void Exhausted(int errno);

    /// <summary>accept(2) fails for good.</summary>
    void AcceptFailed(int errno);
}
