using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Serving;

/// <summary>What a <see cref="Forwarding"/> reports about its clients.</summary>
internal interface IForwardObserver : IServingObserver
{
    /// <summary>A client is accepted. <see cref="ForwardedClient.Note"/> is free for what is to be kept.</summary>
    void Accepted(ForwardedClient client);

    /// <summary>The client's channel or that to the target is open: the handshake of TLS is complete.</summary>
    void Opened(ForwardedClient client, Channel channel);

    /// <summary>The client has a connection to the target.</summary>
    void Connected(ForwardedClient client);

    /// <summary>An event of the client's relay.</summary>
    void Saw(ForwardedClient client, RelayEvent moment);

    /// <summary>
    /// The client is about to be closed. <see cref="ForwardedClient.Relay"/> has the bytes of each way and the reason,
    /// <see cref="ForwardedClient.Refusal"/> and <see cref="ForwardedClient.Unopened"/> why there is no relay.
    /// </summary>
    void Ending(ForwardedClient client);
}
