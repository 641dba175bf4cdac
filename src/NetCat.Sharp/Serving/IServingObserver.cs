namespace NetCat.Sharp.Serving;

/// <summary>What every <see cref="IServing"/> reports about its listener, on the thread of its loop.</summary>
internal interface IServingObserver
{
    /// <summary>Whether a client is served; one that is not is closed.</summary>
    bool Admits(int socket, in SockAddr peer);

    /// <summary>No descriptor or memory is left for a further client; the listener pauses until one is.</summary>
    void Exhausted(int errno);

    /// <summary>accept(2) fails for good: no further client comes.</summary>
    void AcceptFailed(int errno);
}
