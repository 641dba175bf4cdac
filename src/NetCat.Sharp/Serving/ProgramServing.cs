using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Serving;

/// <summary>
/// Runs a program for each client. The program has the client's socket as its stdin and stdout, and the loop only waits for its end. With a channel
/// such as TLS, the program has one end of a pair of sockets, and a relay of the loop moves bytes between the other end and the channel.
/// </summary>
internal sealed partial class ProgramServing : IClientHost, IServing, IDisposable
{
    private readonly EventLoop _loop;
    private readonly ProgramOptions _options;
    private readonly IProgramObserver _observer;
    private readonly SocketProgram _program;
    private readonly Mailbox _mailbox;
    private readonly RelayPool _pool = new();
    private readonly List<Acceptor> _acceptors = [];
    private readonly LinkedList<ProgramClient> _clients = [];
    private bool _isClosed;
    private bool _isStopped;

    private ProgramServing(EventLoop loop, ProgramOptions options, IProgramObserver observer, Mailbox mailbox)
    {
        (_loop, _options, _observer, _mailbox) = (loop, options, observer, mailbox);
        _program = new SocketProgram(options.Path, options.Arguments);
        _ = loop.Add(mailbox);
    }

    /// <inheritdoc/>
    public bool IsClosed => _acceptors.TrueForAll(static acceptor => acceptor.IsDone);

    /// <inheritdoc/>
    public bool IsOver => _isStopped || (_isClosed && _clients.Count == 0);

    /// <summary>The number of clients. Bytes are not counted, because most of them pass directly between a client and its program.</summary>
    public ServingTotals Totals => new(_clients.Count, 0, 0);

    /// <inheritdoc/>
    public bool HasRoom => !_isClosed && _options.Limit.HasRoom;

    /// <summary>Starts to serve clients with programs in a loop; 0 or minus errno.</summary>
    /// <param name="loop">The loop whose thread serves all clients.</param>
    /// <param name="listeners">Listening sockets; their owner closes them. Empty if <see cref="Take"/> gets the only client.</param>
    /// <param name="options">How clients are served.</param>
    /// <param name="observer">Receives the events.</param>
    /// <param name="serving">Null after an error.</param>
    internal static int Open(EventLoop loop, IReadOnlyList<OwnedDescriptor> listeners, ProgramOptions options, IProgramObserver observer, out ProgramServing? serving)
    {
        serving = null;
        int error = Mailbox.Open(out Mailbox? mailbox);
        if (error < 0)
        {
            return error;
        }

        serving = new ProgramServing(loop, options, observer, mailbox!);
        foreach (OwnedDescriptor listener in listeners)
        {
            serving.Accept(listener.Number);
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Close()
    {
        _isClosed = true;
        _acceptors.ForEach(static acceptor => acceptor.Close());
    }

    /// <summary>Sends SIGTERM to all programs and does not wait for them.</summary>
    public void Stop()
    {
        Close();
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        foreach (ProgramClient client in _clients)
        {
            client.Program?.Terminate();
        }

        foreach (ProgramClient client in _clients)
        {
            client.Opening?.Stop();
            client.End = ProgramEnd.Stopped;
            _observer.Ending(client);
        }
    }

    /// <inheritdoc/>
    public bool Prepare() => _options.Limit.TryTake();

    /// <inheritdoc/>
    public void Missed() => _options.Limit.Return();

    /// <inheritdoc/>
    public void Serve(int socket, in SockAddr peer)
    {
        var owned = new OwnedDescriptor(socket);
        if (!_observer.Admits(socket, peer))
        {
            owned.Dispose();
            Missed();
            return;
        }

        SockAddr shown = _options.IsDual ? SocketAddresses.Unmapped(peer) : peer;
        var client = new ProgramClient(owned, shown) { Channel = _options.Channel?.Invoke(socket) };
        _observer.Accepted(client);
        if (client.Channel is null)
        {
            Take(client);
            return;
        }

        client.Place = _clients.AddLast(client);
        client.Opening = new ChannelOpening(client.Channel, _options.OpeningLimit, _ => Opened(client));
        client.OpeningEntry = _loop.Add(client.Opening);
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
        foreach (ProgramClient client in _clients)
        {
            client.Dispose();
        }

        _pool.Dispose();
    }

    private void Accept(int listener)
    {
        var acceptor = new Acceptor(_loop, listener, this);
        _acceptors.Add(acceptor);
        _options.Limit.Join(() => _mailbox.Post(acceptor.Resume));
    }

    private void Opened(ProgramClient client)
    {
        if (_isStopped)
        {
            return;
        }

        ChannelOpening opening = client.Opening!;
        (client.Opening, client.OpeningEntry) = (null, null);
        if (opening.Result < 0)
        {
            Leave(client, client.End == ProgramEnd.NotServed ? ProgramEnd.NotServed : ProgramEnd.Unopened);
            return;
        }

        if (_options.ServesOne)
        {
            RefuseOthers();
        }

        _observer.Opened(client);
        Take(client);
    }

    /// <summary>Stops the handshakes in progress, which are no longer needed.</summary>
    private void RefuseOthers()
    {
        foreach (ProgramClient other in _clients)
        {
            if (other is { Opening: { } opening, OpeningEntry: { } entry })
            {
                other.End = ProgramEnd.NotServed;
                opening.Stop();
                _loop.Wake(entry);
            }
        }
    }
}
