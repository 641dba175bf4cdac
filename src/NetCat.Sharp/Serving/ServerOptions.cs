using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;

namespace NetCat.Sharp;

/// <summary>The options of a <see cref="Server"/>. Times count in whole milliseconds, rounded up; null sets no limit.</summary>
public sealed record ServerOptions
{
    /// <summary>The TCP address at which to listen; port 0 lets the kernel choose a free port.</summary>
    public required SockAddr Listen { get; init; }

    /// <summary>
    /// The options of the listening socket, in addition to TCP_NODELAY and, with several workers, SO_REUSEPORT. The default is SO_REUSEADDR.
    /// </summary>
    public IReadOnlyList<SocketOptionValue> ListenOptions { get; init; } = [new(SocketOptionKey.ReuseAddress, 1)];

    /// <summary>The length of the kernel's queue of connections (listen(2)); the kernel limits it to net.core.somaxconn.</summary>
    public int Backlog { get; init; } = 4096;

    /// <summary>
    /// The target to which each client is connected: <c>host:port</c>, <c>[v6]:port</c>, <c>unix:/path</c> or <c>unix:@name</c>. Null, the default,
    /// makes a broker: what one client sends goes to all others.
    /// </summary>
    public string? ForwardTo { get; init; }

    /// <summary>
    /// The server side of TLS for the clients; null, the default, leaves their connections plain. The caller disposes of it after the server.
    /// </summary>
    public TlsEndpoint? Tls { get; init; }

    /// <summary>
    /// The client side of TLS for the target of forwarding; null, the default, leaves the connections plain. The caller disposes of it after the
    /// server.
    /// </summary>
    public TlsEndpoint? TargetTls { get; init; }

    /// <summary>The time limit of each TLS handshake; 10 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? TlsTimeout
    {
        get;
        init => field = TimeLimit.Checked(value);
    }
    = TimeSpan.FromSeconds(10);

    /// <summary>The most clients served at once by all workers together; further ones wait in the backlog.</summary>
    public int MaxClients { get; init; } = int.MaxValue;

    /// <summary>The number of threads, each with a listening socket and an event loop of its own. A broker has one.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The most bytes in the queue of one client of a broker.</summary>
    public int QueueSize { get; init; } = 1 << 20;

    /// <summary>What happens to a client of a broker whose queue is full.</summary>
    public SlowClientAction SlowClient { get; init; }

    /// <summary>Ends a connection after this time without data in either direction; null, the default, sets no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? IdleTimeout
    {
        get;
        init => field = TimeLimit.Checked(value);
    }

    /// <summary>The time limit of each connect(2) to an address of the target; 10 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? ConnectTimeout
    {
        get;
        init => field = TimeLimit.Checked(value);
    }
    = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether to serve a client with this address; otherwise it is closed. Null, the default, serves all. Called in the same way as
    /// <see cref="OnEvent"/>.
    /// </summary>
    public Func<SockAddr, bool>? Admits { get; init; }

    /// <summary>
    /// Called for each event on the thread of the worker, one call at a time. It must not block: the worker serves no client meanwhile. An exception
    /// ends the server, and <see cref="Server.Completion"/> fails with it.
    /// </summary>
    public Action<ServerEvent>? OnEvent { get; init; }
}
