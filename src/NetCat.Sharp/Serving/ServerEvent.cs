using System;

namespace NetCat.Sharp;

/// <summary>What has happened to a <see cref="Server"/>.</summary>
public enum ServerEventKind
{
    /// <summary>A client has connected.</summary>
    Connected,

    /// <summary>The client has a connection to the target of forwarding.</summary>
    Forwarded,

    /// <summary>The target does not accept a connection: <see cref="ServerEvent.Errno"/>. The client is reset.</summary>
    TargetFailed,

    /// <summary>A handshake of TLS failed, with the client or with the target: <see cref="ServerEvent.TlsFault"/>. It holds up no other client.</summary>
    TlsFailed,

    /// <summary>The queue of a broker's client is full; <see cref="ServerOptions.SlowClient"/> says what is done.</summary>
    Slow,

    /// <summary>The connection of a client has ended.</summary>
    Closed,

    /// <summary>No descriptor or memory is left for a further client (EMFILE, ENFILE): clients wait in the backlog until there is one.</summary>
    Exhausted,

    /// <summary>accept(2) fails for good: no further client is accepted.</summary>
    Failed,
}

/// <summary>One event of a <see cref="Server"/>.</summary>
/// <param name="Kind">What has happened.</param>
/// <param name="Client">The number of the client, from 1; 0 where the event is about none.</param>
/// <param name="Peer">The client's address.</param>
public readonly record struct ServerEvent(ServerEventKind Kind, long Client, SockAddr Peer)
{
    /// <summary>Bytes that the client was sent. Of <see cref="ServerEventKind.Closed"/>.</summary>
    public long Sent { get; init; }

    /// <summary>Bytes from the client that were passed on. Of <see cref="ServerEventKind.Closed"/>.</summary>
    public long Received { get; init; }

    /// <summary>For how long the client was connected. Of <see cref="ServerEventKind.Closed"/>.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why a handshake failed. Of <see cref="ServerEventKind.TlsFailed"/>.</summary>
    public TlsFault TlsFault { get; init; }

    /// <summary>errno of what failed, below zero an EAI_ code (getaddrinfo(3)), 0 where nothing did.</summary>
    public int Errno { get; init; }
}
