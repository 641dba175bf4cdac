using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>
/// Forwards the clients of a listener. Each has its own connection to the target. One loop serves all of them, and no client delays the others.
/// </summary>
internal sealed class Forwarding : IClientHost, IServing, IDisposable
{
    private readonly EventLoop _loop;
    private readonly IForwardObserver _observer;
    private readonly Mailbox _mailbox;
    private readonly TargetAddresses _addresses;
    private readonly DialThreads? _dialThreads;
    private readonly HashSet<ForwardedClient> _clients = [];
    private readonly Acceptor _acceptor;
    private readonly RelayPool _pool = new();
    private ServingTotals _gone;
    private bool _isClosed;

    private Forwarding(EventLoop loop, int listener, ForwardOptions options, IForwardObserver observer, Mailbox mailbox)
    {
        (_loop, Options, _observer, _mailbox) = (loop, options, observer, mailbox);
        _addresses = new TargetAddresses(options.Target, options.Family, options.Numeric, mailbox);
        _dialThreads = options.Dial is { } dial ? new DialThreads(dial, mailbox) : null;
        _ = loop.Add(mailbox);
        _acceptor = new Acceptor(loop, listener, this);
        options.Limit.Join(() => mailbox.Post(_acceptor.Resume));
    }

    /// <summary>How clients are forwarded.</summary>
    internal ForwardOptions Options { get; }

    /// <summary>The number of connected clients.</summary>
    internal int Count => _clients.Count;

    /// <summary>The number of open pipes for splice(2), which all clients share.</summary>
    internal int PipeCount => _pool.PipeCount;

    /// <inheritdoc/>
    public bool IsClosed => _acceptor.IsDone;

    /// <inheritdoc/>
    public bool IsOver => _isClosed && _clients.Count == 0;

    /// <inheritdoc/>
    public ServingTotals Totals
    {
        get
        {
            ServingTotals totals = _gone with { Clients = _clients.Count };
            foreach (ForwardedClient client in _clients)
            {
                totals += Of(client);
            }

            return totals;
        }
    }

    /// <inheritdoc/>
    public bool HasRoom => !_isClosed && Options.Limit.HasRoom;

    /// <summary>The EAI_ code of the lookup of the target's name, or 0.</summary>
    internal int LookupError => _addresses.Error;

    /// <summary>Starts to forward in a loop; 0 or minus errno.</summary>
    /// <param name="loop">The loop whose thread serves all clients.</param>
    /// <param name="listener">A listening socket; its owner closes it.</param>
    /// <param name="options">How clients are forwarded.</param>
    /// <param name="observer">Receives the events.</param>
    /// <param name="forwarding">Null after an error.</param>
    internal static int Open(EventLoop loop, int listener, ForwardOptions options, IForwardObserver observer, out Forwarding? forwarding)
    {
        int error = Mailbox.Open(out Mailbox? mailbox);
        forwarding = error < 0 ? null : new Forwarding(loop, listener, options, observer, mailbox!);
        return error;
    }

    /// <inheritdoc/>
    public void Close()
    {
        _isClosed = true;
        _acceptor.Close();
    }

    /// <inheritdoc/>
    public void Stop()
    {
        Close();
        foreach (ForwardedClient client in _clients)
        {
            Stop(client);
        }
    }

    /// <inheritdoc/>
    public bool Prepare() => (_dialThreads is not null || _addresses.AreKnown(_acceptor.Resume)) && Options.Limit.TryTake();

    /// <inheritdoc/>
    public void Missed() => Options.Limit.Return();

    /// <inheritdoc/>
    public void Serve(int socket, in SockAddr peer)
    {
        if (!_observer.Admits(socket, peer))
        {
            new OwnedDescriptor(socket).Dispose();
            Missed();
            return;
        }

        if (Options.ServesOne && Options.ClientChannel is null)
        {
            Close();
        }

        var client = new ForwardedClient(this, socket, peer, _addresses.Found);
        _ = _clients.Add(client);
        _observer.Accepted(client);
        client.Begin();
        client.Entry = _loop.Add(client);
    }

    /// <inheritdoc/>
    public void Exhausted(int errno)
    {
        _pool.Shrink();
        _observer.Exhausted(errno);
    }

    /// <inheritdoc/>
    public void AcceptFailed(int errno)
    {
        Close();
        _observer.AcceptFailed(errno);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mailbox.Dispose();
        _pool.Dispose();
    }

    /// <summary>
    /// Called when a client cannot be connected because no descriptor is left: no further client is accepted until it is connected.
    /// </summary>
    internal void Delay(int errno)
    {
        _pool.Shrink();
        _acceptor.Exhaust(errno);
    }

    private void Stop(ForwardedClient client, bool isLate = false)
    {
        client.Stop(isLate);
        Wake(client);
    }

    internal Relay Relay(ForwardedClient client, Channel target, Channel socket) => new(target, target, socket, Options.Policy, pool: _pool)
    {
        FinishesOutput = true,
        ExplainsFaults = Options.ExplainsFaults,
        OnEvent = Options.ExplainsFaults ? moment => _observer.Saw(client, moment) : null,
    };

    /// <summary>Connects a client to the target on a thread; false if the loop connects it.</summary>
    internal bool DialsOnThread(ForwardedClient client)
    {
        _dialThreads?.Dial(client);
        return _dialThreads is not null;
    }

    /// <summary>Calls a client at the next turn of the loop; a client that is not yet in the loop is called in any case.</summary>
    internal void Wake(ForwardedClient client)
    {
        if (client.Entry is { } entry)
        {
            _loop.Wake(entry);
        }
    }

    /// <summary>Called when a channel is open. If only one client is served, it is the first one whose channel opens.</summary>
    internal void Opened(ForwardedClient client, Channel channel)
    {
        _observer.Opened(client, channel);
        if (!Options.ServesOne || channel != client.ClientChannel)
        {
            return;
        }

        Close();
        foreach (ForwardedClient other in _clients)
        {
            if (other != client)
            {
                Stop(other, isLate: true);
            }
        }
    }

    internal void Connected(ForwardedClient client) => _observer.Connected(client);

    internal void Ending(ForwardedClient client) => _observer.Ending(client);

    internal void Ended(ForwardedClient client)
    {
        _ = _clients.Remove(client);
        _gone += Of(client);
        Options.Limit.Return();
        if (_acceptor.IsExhausted)
        {
            _acceptor.Resume();
        }
    }

    private static ServingTotals Of(ForwardedClient client) => new(0, client.Relay?.Received ?? 0, client.Relay?.Sent ?? 0);
}
