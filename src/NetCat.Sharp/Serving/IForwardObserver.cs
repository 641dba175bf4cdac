using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Serving;

/// <summary>What a <see cref="Forwarding"/> reports, on the thread of its loop.</summary>
internal interface IForwardObserver
{
    /// <summary>Whether a client is served; one that is not is closed.</summary>
    bool Admits(int socket, in SockAddr peer);

    /// <summary>A client is accepted. <see cref="ForwardedClient.Note"/> is free for what is to be kept.</summary>
    void Accepted(ForwardedClient client);

    /// <summary>The client has a connection to the target.</summary>
    void Connected(ForwardedClient client);

    /// <summary>An event of the client's relay.</summary>
    void Saw(ForwardedClient client, RelayEvent moment);

    /// <summary>
    /// The client is about to be closed. <see cref="ForwardedClient.Relay"/> has the bytes of each way and the reason,
    /// <see cref="ForwardedClient.Refusal"/> why there is no relay.
    /// </summary>
    void Ending(ForwardedClient client);

    /// <summary>No descriptor or memory is left for a further client; the listener pauses until one is.</summary>
    void Exhausted(int errno);

    /// <summary>accept(2) fails for good: no further client comes.</summary>
    void AcceptFailed(int errno);
}
