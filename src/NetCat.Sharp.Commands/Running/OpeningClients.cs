using System.Collections.Generic;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// Clients whose handshake of TLS goes on, side by side in a loop of their own, which is part of the <see cref="ClientLoop"/>. The first that is
/// complete is served first; one that fails has its line, and a port scan does not end the listener.
/// </summary>
internal sealed class OpeningClients
{
    private readonly RunContext _call;
    private readonly TlsSide _tls;
    private readonly AddressReports? _reports;
    private readonly Dictionary<ChannelOpening, Connection> _opening = [];
    private readonly Queue<Connection> _open = new();

    /// <summary>Null when no client is served any more.</summary>
    private EventLoop? _loop;

    /// <exception cref="NcExit">No descriptor is left.</exception>
    internal OpeningClients(RunContext call, TlsSide tls, AddressReports? reports)
    {
        (_call, _tls, _reports) = (call, tls, reports);
        ServingLoop.Check("epoll_create", EventLoop.Open(out _loop));
    }

    /// <summary>Clients that are not served yet.</summary>
    internal int Count => _opening.Count + _open.Count;

    /// <summary>Readable when a handshake goes on.</summary>
    internal int Descriptor => _loop?.Descriptor ?? -1;

    /// <summary>When <see cref="Turn"/> or <see cref="Next"/> has work in any case.</summary>
    internal Deadline CallAt => _open.Count > 0 ? Deadline.Now : _loop?.TurnAt ?? Deadline.Never;

    /// <summary>Begins the handshake with a client, which is owned from here on.</summary>
    internal void Add(Connection client)
    {
        Descriptors.SetNonBlocking(client.Socket.Number);
        client.Channel = _tls.ChannelOf(client.Socket.Number);
        var opening = new ChannelOpening(client.Channel, _tls.Limit, Completed);
        _opening.Add(opening, client);
        _ = _loop!.Add(opening);
    }

    /// <summary>Goes on with the handshakes.</summary>
    internal void Turn() => _loop?.Turn(Deadline.Now);

    /// <summary>A client to be served, the caller's from here on; null where none is ready.</summary>
    internal Connection? Next() => _open.TryDequeue(out Connection? client) ? client : null;

    /// <summary>Closes the clients that are left: none is served any more.</summary>
    /// <param name="end">What ended the listener; null where another client is the one to be served.</param>
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
