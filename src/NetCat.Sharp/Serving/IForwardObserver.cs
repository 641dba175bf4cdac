using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Serving;

/// <summary>Receives events about the clients of a <see cref="Forwarding"/>.</summary>
internal interface IForwardObserver : IServingObserver
{
    /// <summary>A client is accepted. The observer may attach data to <see cref="ForwardedClient.Note"/>.</summary>
    void Accepted(ForwardedClient client);

    /// <summary>The channel to the client or to the target is open: the TLS handshake is complete.</summary>
    void Opened(ForwardedClient client, Channel channel);

    /// <summary>The client is connected to the target.</summary>
    void Connected(ForwardedClient client);

    /// <summary>An event of the client's relay.</summary>
    void Saw(ForwardedClient client, RelayEvent moment);

    /// <summary>
    /// The client is about to be closed. <see cref="ForwardedClient.Relay"/> has the byte counts and the reason; if there is no relay,
    /// <see cref="ForwardedClient.Refusal"/> and <see cref="ForwardedClient.Unopened"/> have the reason.
    /// </summary>
    void Ending(ForwardedClient client);
}
