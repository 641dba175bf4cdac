using System;
using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--forward: opens a connection to the target for each client, and serves all clients in one loop.</summary>
/// <param name="call">Events and messages.</param>
/// <param name="plan">The limits.</param>
/// <param name="forward">The target.</param>
/// <param name="access">Admits clients.</param>
/// <param name="reports">The lines about clients.</param>
internal sealed class ForwardRun(RunContext call, NcPlan plan, ForwardPlan forward, AccessControl access, AddressReports reports) : IForwardObserver
{
    private readonly ServingLoop _loop = new(call, plan, access, reports);
    private Outcome _outcome;

    /// <summary>TLS with the clients, or null.</summary>
    internal TlsSide? Tls { get; init; }

    /// <summary>TLS with the target, or null.</summary>
    internal TlsSide? TargetTls { get; init; }

    /// <summary>Serves clients until a signal ends the process or, without -k, until the one client has ended.</summary>
    /// <param name="listeners">One socket for each worker, closed when no further client is accepted.</param>
    /// <exception cref="NcExit">No further client can be accepted, or the total timeout is over.</exception>
    internal Outcome Run(IReadOnlyList<OwnedDescriptor> listeners)
    {
        ForwardOptions options = Options();
        IForwardObserver observer = listeners.Count > 1 ? new SharedForwardObserver(this, _loop.Reporting) : this;
        _loop.Run(
            listeners,
            (EventLoop loop, IReadOnlyList<OwnedDescriptor> own, out IServing? serving) =>
            {
                int error = Forwarding.Open(loop, own[0].Number, options, observer, out Forwarding? forwarding);
                serving = forwarding;
                return error;
            });
        return _outcome;
    }

    bool IServingObserver.Admits(int socket, in SockAddr peer) => Admission.Admits(call, plan, access, socket, peer);

    void IForwardObserver.Accepted(ForwardedClient client)
    {
        client.Note = call.Events?.Connected(client.Socket, client.Peer, isForwarded: true);
        MultipathReport.Give(call, plan, client.Socket);
        SocketOptionReport.Give(call, plan, client.Socket);
        if (plan.Verbose)
        {
            _loop.Post(() => reports.ClientLater(client.Peer));
        }
    }

    void IForwardObserver.Opened(ForwardedClient client, Channel channel)
        => (channel == client.ClientChannel ? Tls : TargetTls)!.Opened(client.Note as SessionEvents, channel);

    void IForwardObserver.Connected(ForwardedClient client) => (client.Note as SessionEvents)?.Forwarded(client.Target);

    void IForwardObserver.Saw(ForwardedClient client, RelayEvent moment) => (client.Note as SessionEvents)?.Saw(moment);

    void IForwardObserver.Ending(ForwardedClient client)
    {
        var events = client.Note as SessionEvents;
        if (client.Unopened is { } unopened)
        {
            NotOpened(client, unopened, events);
        }
        else if (client.Relay is { } relay)
        {
            WarnOfEnd(Tls?.EndOf(client.ClientChannel), "");
            WarnOfEnd(TargetTls?.EndOf(client.TargetChannel!), "target ");
            events?.Closed(relay, relay.Ended ?? _loop.StopEnd, relay.Ended is null ? _loop.Signal : 0);
            _outcome = relay.Ended == RelayEnd.IdleTimeout ? new Outcome(0, ExitReason.Timeout) : default;
        }
        else if (client.DialFailure.Length > 0)
        {
            events?.NotForwarded(forward.Target.ToString(), client.DialFailure);
            _outcome = Outcome.Failed(ExitReason.ProxyRefused);
            Report(Sentences.NotForwarded(forward.Target.ToString(), client.DialFailure));
        }
        else if (client.IsRefused)
        {
            Refused(client, events);
        }
        else if (client.IsStopped && !client.IsLate)
        {
            events?.Closed(_loop.StopEnd, signal: _loop.Signal);
        }
        else
        {
            events?.Closed(client.IsLate ? SessionEvents.NotServed : "reset");
        }
    }

    void IServingObserver.Exhausted(int errno) => call.Warn(Sentences.NoFurtherClient(errno));

    void IServingObserver.AcceptFailed(int errno) => _loop.Fail("accept", errno);

    /// <summary>A listener without -k continues after a failed handshake and waits for the next client.</summary>
    private void NotOpened(ForwardedClient client, Channel unopened, SessionEvents? events)
    {
        if (unopened == client.ClientChannel)
        {
            Report(Tls!.Failed(events, unopened));
            events?.Closed("tls-failed");
            return;
        }

        string line = TargetTls!.Failed(events, unopened);
        events?.Closed("no-target");
        _outcome = Outcome.Failed(ExitReason.Tls);
        Report(Sentences.NotForwarded(forward.Target.ToString(), line));
    }

    private void WarnOfEnd(string? line, string before)
    {
        if (line is not null)
        {
            Report(before + line);
        }
    }

    /// <summary>With -k, messages about single clients need -v.</summary>
    private void Report(string line)
    {
        if (plan.Verbose || !plan.Keeps)
        {
            call.Warn(line);
        }
    }

    private void Refused(ForwardedClient client, SessionEvents? events)
    {
        OpenResult refusal = client.Refusal;
        int error = refusal.Errno != 0 ? refusal.Errno : client.LookupError;
        events?.NotForwarded(forward.Target.ToString(), error);
        _outcome = Outcome.Failed(error < 0 ? ExitReason.NameResolution : Outcome.ReasonOf(refusal));
        Report(Sentences.NotForwarded(forward.Target.ToString(), error < 0 ? Resolving.ErrorText(error) : SystemError.Text(error)));
    }

    private ForwardOptions Options() => new(forward.Target)
    {
        Limit = new ClientLimit(forward.MostAtOnce),
        ServesOne = !plan.Keeps,
        ConnectTimeout = plan.Relay.IdleTimeout,
        Numeric = plan.Numeric,
        Policy = plan.Relay,
        Dial = plan.Proxy is { } proxy ? new ForwardProxy(call, plan, proxy, forward.Target).Dial : null,
        ClientChannel = Tls is null ? null : Tls.ChannelOf,
        TargetChannel = TargetTls is null ? null : TargetTls.ChannelOf,
        OpeningLimit = (Tls ?? TargetTls)?.Limit,
        ExplainsFaults = call.Events is not null,
    };
}
