using System;
using System.Diagnostics;
using System.Threading;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Serving;

/// <summary>Raises the events of a <see cref="Server"/> from the reports of its workers.</summary>
/// <param name="options">The options with the receiver of the events.</param>
/// <param name="failed">Called with an exception that the receiver throws.</param>
internal sealed class ServerObserver(ServerOptions options, Action<Exception> failed) : IForwardObserver, ICrowdObserver
{
    private readonly Lock _reporting = new();
    private long _clients;

    public bool Admits(int socket, in SockAddr peer)
    {
        bool admits = true;
        SockAddr client = peer;
        Call(() => admits = options.Admits?.Invoke(client) != false);
        return admits;
    }

    public void Exhausted(int errno) => Report(new ServerEvent(ServerEventKind.Exhausted, 0, default) { Errno = errno });

    public void AcceptFailed(int errno) => Report(new ServerEvent(ServerEventKind.Failed, 0, default) { Errno = errno });

    public void Accepted(ForwardedClient client) => client.Note = Connected(client.Peer);

    public void Accepted(CrowdMember client) => client.Note = Connected(client.Peer);

    public void Opened(ForwardedClient client, Channel channel)
    {
    }

    public void Joined(CrowdMember client)
    {
    }

    public void Connected(ForwardedClient client) => Report(Of(ServerEventKind.Forwarded, client.Note, client.Peer));

    public void Saw(ForwardedClient client, RelayEvent moment)
    {
    }

    public void IsSlow(CrowdMember client) => Report(Of(ServerEventKind.Slow, client.Note, client.Peer));

    public void OutputFailed(int errno)
    {
    }

    public void Ending(ForwardedClient client)
    {
        if (client.IsRefused)
        {
            int errno = client.Refusal.Errno != 0 ? client.Refusal.Errno : client.LookupError;
            Report(Of(ServerEventKind.TargetFailed, client.Note, client.Peer) with { Errno = errno });
        }

        TlsFailed(client.Note, client.Peer, client.Unopened);
        Relay? relay = client.Relay;
        int fault = relay is null ? 0 : relay.SocketFault != 0 ? relay.SocketFault : relay.InputFault != 0 ? relay.InputFault : relay.OutputFault;
        Closed(client.Note, client.Peer, relay?.Sent ?? 0, relay?.Received ?? 0, fault);
    }

    public void Ending(CrowdMember client)
    {
        bool isUnopened = client.Reason == CrowdEnd.Unopened;
        TlsFailed(client.Note, client.Peer, isUnopened ? client.Channel : null);
        Closed(client.Note, client.Peer, client.Sent, client.Received, isUnopened ? 0 : client.Errno);
    }

    private void TlsFailed(object? note, in SockAddr peer, Channel? unopened)
    {
        if (unopened is not null)
        {
            Report(Of(ServerEventKind.TlsFailed, note, peer) with { TlsFault = TlsEndpoint.FaultOf(unopened) });
        }
    }

    private static ServerEvent Of(ServerEventKind kind, object? note, in SockAddr peer) => new(kind, ((Client)note!).Number, peer);

    private Client Connected(in SockAddr peer)
    {
        var client = new Client(Interlocked.Increment(ref _clients), Stopwatch.GetTimestamp());
        Report(new ServerEvent(ServerEventKind.Connected, client.Number, peer));
        return client;
    }

    private void Closed(object? note, in SockAddr peer, long sent, long received, int errno)
        => Report(Of(ServerEventKind.Closed, note, peer) with
        {
            Sent = sent,
            Received = received,
            Errno = errno,
            Duration = Stopwatch.GetElapsedTime(((Client)note!).Since),
        });

    private void Report(ServerEvent one)
    {
        if (options.OnEvent is not null)
        {
            Call(() => options.OnEvent(one));
        }
    }

    private void Call(Action receiver)
    {
        lock (_reporting)
        {
            try
            {
                receiver();
            }
            catch (Exception exception)
            {
                failed(exception);
            }
        }
    }

    private sealed record Client(long Number, long Since);
}
