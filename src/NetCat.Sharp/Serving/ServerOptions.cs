using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;

namespace NetCat.Sharp;

/// <summary>What a <see cref="Server"/> does. Times count in whole milliseconds, rounded up; null sets no limit.</summary>
public sealed record ServerOptions
{
    /// <summary>Where to listen (TCP); port 0 takes a free one.</summary>
    public required SockAddr Listen { get; init; }

    /// <summary>The options of the listening socket, besides TCP_NODELAY, and SO_REUSEPORT with several workers. The default is SO_REUSEADDR.</summary>
    public IReadOnlyList<SocketOptionValue> ListenOptions { get; init; } = [new(SocketOptionKey.ReuseAddress, 1)];

    /// <summary>Connections that the kernel may queue (listen(2)); it takes no more than net.core.somaxconn.</summary>
    public int Backlog { get; init; } = 4096;

    /// <summary>
    /// Gives each client a connection to this target: <c>host:port</c>, <c>[v6]:port</c>, <c>unix:/path</c> or <c>unix:@name</c>.
    /// Null, the default, makes a broker: what one client sends goes to all others.
    /// </summary>
    public string? ForwardTo { get; init; }

    /// <summary>The server's side of TLS with the clients; null, the default, leaves them plain. It stays the caller's, and must outlive the server.</summary>
    public TlsEndpoint? Tls { get; init; }

    /// <summary>The client's side of TLS with the target of forwarding; null, the default, leaves it plain. It stays the caller's, as <see cref="Tls"/>.</summary>
    public TlsEndpoint? TargetTls { get; init; }

    /// <summary>The limit of each handshake of TLS; 10 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? TlsTimeout
    {
        get;
        init => field = TimeLimit.Checked(value);
    }
    = TimeSpan.FromSeconds(10);

    /// <summary>Clients at once, of all workers together; further ones wait in the backlog.</summary>
    public int MaxClients { get; init; } = int.MaxValue;

    /// <summary>Threads, each with a listening socket and an event loop of its own. A broker has one.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Bytes that may wait for one client of a broker.</summary>
    public int QueueSize { get; init; } = 1 << 20;

    /// <summary>What is done with a client of a broker whose queue is full.</summary>
    public SlowClientAction SlowClient { get; init; }

    /// <summary>Ends a connection when nothing has moved in either direction for so long; null, the default, sets no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? IdleTimeout
    {
        get;
        init => field = TimeLimit.Checked(value);
    }

    /// <summary>The limit of each connect(2) to an address of the target; 10 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? ConnectTimeout
    {
        get;
        init => field = TimeLimit.Checked(value);
    }
    = TimeSpan.FromSeconds(10);

    /// <summary>Whether a client is served, by its address; one that is not is closed. Null, the default, serves all. Called as <see cref="OnEvent"/> is.</summary>
    public Func<SockAddr, bool>? Admits { get; init; }

    /// <summary>
    /// Called for each event on the thread of the worker, one call at a time. It must not block: the worker serves no client meanwhile.
    /// An exception ends the server, and is that of <see cref="Server.Completion"/>.
    /// </summary>
    public Action<ServerEvent>? OnEvent { get; init; }
}
