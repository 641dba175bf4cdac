using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--forward: each client has a connection to the target, and all are served in one loop.</summary>
/// <param name="call">Events and messages.</param>
/// <param name="plan">The limits.</param>
/// <param name="forward">The target.</param>
/// <param name="access">Admits clients.</param>
/// <param name="reports">The lines about clients.</param>
internal sealed class ForwardRun(RunContext call, NcPlan plan, ForwardPlan forward, AccessControl access, AddressReports reports) : IForwardObserver
{
    private readonly ServingLoop _loop = new(call, plan, access, reports);
    private Forwarding? _forwarding;
    private Outcome _outcome;

    /// <summary>Serves clients until a signal ends the process or, without -k, the one client has ended.</summary>
    /// <param name="listener">Closed when no further client is accepted.</param>
    /// <exception cref="NcExit">No client can be accepted any more, or the total time is over.</exception>
    internal Outcome Run(OwnedDescriptor listener)
    {
        _loop.Run(listener, loop =>
        {
            ServingLoop.Check("eventfd", Forwarding.Open(loop, listener.Number, Options(), this, out _forwarding));
            return _forwarding!;
        });
        return _outcome;
    }

    bool IServingObserver.Admits(int socket, in SockAddr peer) => Admission.Admits(call, plan, access, socket, peer);

    void IForwardObserver.Accepted(ForwardedClient client)
    {
        client.Note = call.Events?.Connected(client.Socket, client.Peer, isForwarded: true);
        SocketOptionReport.Give(call, plan, client.Socket);
        reports.ClientLater(client.Peer);
    }

    void IForwardObserver.Connected(ForwardedClient client) => (client.Note as SessionEvents)?.Forwarded(client.Target);

    void IForwardObserver.Saw(ForwardedClient client, RelayEvent moment) => (client.Note as SessionEvents)?.Saw(moment);

    void IForwardObserver.Ending(ForwardedClient client)
    {
        var events = client.Note as SessionEvents;
        if (client.Relay is { } relay)
        {
            events?.Closed(relay, relay.Ended ?? RelayEnd.Interrupted, signal: 0);
            _outcome = relay.Ended == RelayEnd.IdleTimeout ? new Outcome(0, ExitReason.Timeout) : default;
        }
        else if (client.IsRefused)
        {
            Refused(client.Refusal, events);
        }
        else
        {
            events?.Closed("reset");
        }
    }

    void IServingObserver.Exhausted(int errno) => call.Warn(Sentences.NoFurtherClient(errno));

    void IServingObserver.AcceptFailed(int errno) => _loop.Fail("accept", errno);

    private void Refused(in OpenResult refusal, SessionEvents? events)
    {
        int error = refusal.Errno != 0 ? refusal.Errno : _forwarding!.LookupError;
        events?.NotForwarded(forward.Target.ToString(), error);
        _outcome = Outcome.Failed(error < 0 ? ExitReason.NameResolution : Outcome.ReasonOf(refusal));
        if (plan.Verbose || !plan.Keeps)
        {
            call.Warn(Sentences.NotForwarded(forward.Target.ToString(), error));
        }
    }

    private ForwardOptions Options() => new(forward.Target)
    {
        MostClients = forward.MostAtOnce,
        ServesOne = !plan.Keeps,
        ConnectMilliseconds = plan.Relay.IdleMilliseconds,
        Numeric = plan.Numeric,
        Policy = plan.Relay,
        ExplainsFaults = call.Events is not null,
    };
}
