namespace NetCat.Sharp.Serving;

/// <summary>The host for which an <see cref="Acceptor"/> accepts clients.</summary>
internal interface IClientHost
{
    /// <summary>Whether a client can be served now. If not, clients wait in the listen backlog until <see cref="Acceptor.Resume"/>.</summary>
    bool HasRoom { get; }

    /// <summary>
    /// Called when a client waits; reserves room for it. If the host is not ready, it returns false and calls <see cref="Acceptor.Resume"/> later.
    /// </summary>
    bool Prepare();

    /// <summary>Called if no client was there after <see cref="Prepare"/>; releases the room.</summary>
    void Missed();

    /// <summary>Serves a client.</summary>
    /// <param name="socket">A non-blocking socket, closed on exec; the host closes it.</param>
    /// <param name="peer">The client's address.</param>
    void Serve(int socket, in SockAddr peer);

    /// <summary>Called when no descriptor or memory is left for a further client; not called again until the backlog has been empty.</summary>
    void Exhausted(int errno);

    /// <summary>Called when accept(2) fails permanently.</summary>
    void AcceptFailed(int errno);
}
