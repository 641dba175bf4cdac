using System.Collections.Generic;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// Clients whose TLS handshakes are in progress. Their event loop is part of the <see cref="ClientLoop"/>. The first client that completes
/// its handshake is served first. A failed handshake prints a line and does not end the listener, so that a port scan cannot end it.
/// </summary>
internal sealed class OpeningClients
{
    private readonly RunContext _call;
    private readonly TlsSide _tls;
    private readonly AddressReports? _reports;
    private readonly Dictionary<ChannelOpening, Connection> _opening = [];
    private readonly Queue<Connection> _open = new();

    /// <summary>Null after <see cref="Close"/>.</summary>
    private EventLoop? _loop;

    /// <exception cref="NcExit">No descriptor is left.</exception>
    internal OpeningClients(RunContext call, TlsSide tls, AddressReports? reports)
    {
        (_call, _tls, _reports) = (call, tls, reports);
        ServingLoop.Check("epoll_create", EventLoop.Open(out _loop));
    }

    /// <summary>Clients that are not served yet.</summary>
    internal int Count => _opening.Count + _open.Count;

    /// <summary>Readable when a handshake can continue.</summary>
    internal int Descriptor => _loop?.Descriptor ?? -1;

    /// <summary>When <see cref="Turn"/> or <see cref="Next"/> must be called at the latest.</summary>
    internal Deadline CallAt => _open.Count > 0 ? Deadline.Now : _loop?.TurnAt ?? Deadline.Never;

    /// <summary>Begins the handshake with a client and takes ownership of it.</summary>
    internal void Add(Connection client)
    {
        Descriptors.SetNonBlocking(client.Socket.Number);
        client.Channel = _tls.ChannelOf(client.Socket.Number);
        var opening = new ChannelOpening(client.Channel, _tls.Limit, Completed);
        _opening.Add(opening, client);
        _ = _loop!.Add(opening);
    }

    /// <summary>Continues the handshakes.</summary>
    internal void Turn() => _loop?.Turn(Deadline.Now);

    /// <summary>Returns a client that is ready to be served and passes its ownership to the caller; null if there is none.</summary>
    internal Connection? Next() => _open.TryDequeue(out Connection? client) ? client : null;

    /// <summary>Closes the remaining clients: no further client is served.</summary>
    /// <param name="end">What ended the listener; null if another client is the one that is served.</param>
    /// <param name="signal">The signal of <see cref="RelayEnd.Interrupted"/>.</param>
    internal void Close(RelayEnd? end, int signal = 0)
    {
        _loop?.Dispose();
        _loop = null;
        foreach (Connection client in (Connection[])[.. _opening.Values, .. _open])
        {
            if (end is { } reason)
            {
                client.Events?.Closed(reason, signal: signal);
            }
            else
            {
                client.Events?.Closed(SessionEvents.NotServed);
            }

            client.Channel!.Abandon();
            client.Dispose();
        }

        _opening.Clear();
        _open.Clear();
    }

    private void Completed(ChannelOpening opening)
    {
        if (!_opening.Remove(opening, out Connection? client))
        {
            return;
        }

        if (opening.Result == 0)
        {
            _tls.Opened(client.Events, opening.Channel);
            _open.Enqueue(client);
            return;
        }

        _reports?.ClientLater(client.Peer);
        _call.Warn(_tls.Failed(client.Events, opening.Channel));
        client.Events?.Closed("tls-failed");
        client.Dispose();
    }
}
