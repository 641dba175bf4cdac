using System;

namespace NetCat.Sharp;

/// <summary>The kind of an event of a <see cref="Server"/>.</summary>
public enum ServerEventKind
{
    /// <summary>A client has connected.</summary>
    Connected,

    /// <summary>The client is connected to the target of forwarding.</summary>
    Forwarded,

    /// <summary>The target refuses the connection, see <see cref="ServerEvent.Errno"/>. The client is reset.</summary>
    TargetFailed,

    /// <summary>
    /// A TLS handshake with the client or with the target failed, see <see cref="ServerEvent.TlsFault"/>. Other clients are not affected.
    /// </summary>
    TlsFailed,

    /// <summary>The queue of a broker's client is full; <see cref="ServerOptions.SlowClient"/> determines what happens.</summary>
    Slow,

    /// <summary>The connection of a client has ended.</summary>
    Closed,

    /// <summary>No descriptor or memory is left for a further client (EMFILE, ENFILE); clients wait in the backlog until there is.</summary>
    Exhausted,

    /// <summary>accept(2) fails permanently: no further client is accepted.</summary>
    Failed,
}

/// <summary>One event of a <see cref="Server"/>.</summary>
/// <param name="Kind">The kind of event.</param>
/// <param name="Client">The number of the client, from 1; 0 if the event is not about a client.</param>
/// <param name="Peer">The client's address.</param>
public readonly record struct ServerEvent(ServerEventKind Kind, long Client, SockAddr Peer)
{
    /// <summary>For <see cref="ServerEventKind.Closed"/>: the number of bytes sent to the client.</summary>
    public long Sent { get; init; }

    /// <summary>For <see cref="ServerEventKind.Closed"/>: the number of bytes from the client that were passed on.</summary>
    public long Received { get; init; }

    /// <summary>For <see cref="ServerEventKind.Closed"/>: how long the client was connected.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>For <see cref="ServerEventKind.TlsFailed"/>: why the handshake failed.</summary>
    public TlsFault TlsFault { get; init; }

    /// <summary>The errno of the failure or, below zero, an EAI_ code (getaddrinfo(3)); 0 if there was none.</summary>
    public int Errno { get; init; }
}
