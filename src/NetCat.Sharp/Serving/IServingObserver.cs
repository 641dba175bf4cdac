namespace NetCat.Sharp.Serving;

/// <summary>Receives events about the listener of an <see cref="IServing"/>, on the thread of its loop.</summary>
internal interface IServingObserver
{
    /// <summary>Whether to serve a client; otherwise it is closed.</summary>
    bool Admits(int socket, in SockAddr peer);

    /// <summary>No descriptor or memory is left for a further client; the listener pauses until there is.</summary>
    void Exhausted(int errno);

    /// <summary>accept(2) fails permanently: no further client is accepted.</summary>
    void AcceptFailed(int errno);
}
