using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--broker, --chat and -k with --max-conns: serves several clients in one loop.</summary>
/// <param name="call">Standard input and output, events and messages.</param>
/// <param name="plan">The limits.</param>
/// <param name="crowd">How the clients' data is handled.</param>
/// <param name="access">Admits clients.</param>
/// <param name="reports">The lines about clients.</param>
internal sealed class CrowdRun(RunContext call, NcPlan plan, CrowdPlan crowd, AccessControl access, AddressReports reports) : ICrowdObserver
{
    private readonly ServingLoop _loop = new(call, plan, access, reports) { WritesOutput = crowd.Kind == CrowdKind.Streams };

    /// <summary>TLS with the clients, or null.</summary>
    internal TlsSide? Tls { get; init; }

    /// <summary>Serves clients until a signal ends the process.</summary>
    /// <param name="listener">The listening socket; closed when no further client is accepted.</param>
    /// <exception cref="NcExit">No further client can be accepted, writing to standard output failed, or the total timeout is over.</exception>
    internal Outcome Run(OwnedDescriptor listener)
    {
        bool isBroker = crowd.Kind != CrowdKind.Streams;
        var options = new CrowdOptions
        {
            Channel = Tls is null ? null : Tls.ChannelOf,
            OpeningLimit = Tls?.Limit,
            MostClients = crowd.MostAtOnce,
            IsBroker = isBroker,
            IsChat = crowd.Kind == CrowdKind.Chat,
            Input = isBroker || !plan.ReadsStdin ? -1 : call.Stdin,
            Output = isBroker ? -1 : call.Stdout,
            QueueLimit = crowd.QueueLimit,
            Slow = crowd.Slow,
            IdleTimeout = plan.Relay.IdleTimeout,
        };
        _loop.Run(
            [listener],
            (EventLoop loop, IReadOnlyList<OwnedDescriptor> own, out IServing? serving) =>
            {
                serving = new Crowd(loop, own[0].Number, options, this);
                return 0;
            });
        return default;
    }

    bool IServingObserver.Admits(int socket, in SockAddr peer) => Admission.Admits(call, plan, access, socket, peer);

    void ICrowdObserver.Accepted(CrowdMember client)
    {
        client.Note = call.Events?.Connected(client.Socket, client.Peer);
        MultipathReport.Give(call, plan, client.Socket);
        SocketOptionReport.Give(call, plan, client.Socket);
        reports.ClientLater(client.Peer);
    }

    void ICrowdObserver.IsSlow(CrowdMember client)
    {
        (client.Note as SessionEvents)?.IsSlow();
        call.Warn(Sentences.Slow(NameOf(client), crowd.Slow == SlowPolicy.Close));
    }

    void ICrowdObserver.Joined(CrowdMember client) => Tls?.Opened(client.Note as SessionEvents, client.Channel);

    void ICrowdObserver.Ending(CrowdMember client)
    {
        var events = client.Note as SessionEvents;
        string? line = client.Reason == CrowdEnd.Unopened ? Tls!.Failed(events, client.Channel) : Tls?.EndOf(client.Channel);
        if (line is not null && plan.Verbose)
        {
            call.Warn(line);
        }

        if (client.Reason == CrowdEnd.Stopped)
        {
            events?.Closed(_loop.StopEnd, client.Sent, client.Received, _loop.Signal);
        }
        else
        {
            events?.Closed(ReasonOf(client), client.Sent, client.Received);
        }
    }

    void ICrowdObserver.OutputFailed(int errno) => _loop.Fail("write", errno);

    void IServingObserver.Exhausted(int errno) => call.Warn(Sentences.NoFurtherClient(errno));

    void IServingObserver.AcceptFailed(int errno) => _loop.Fail("accept", errno);

    private static string ReasonOf(CrowdMember client) => client.Reason switch
    {
        CrowdEnd.Done => "peer-done",
        CrowdEnd.Unopened => "tls-failed",
        CrowdEnd.Slow => "slow",
        CrowdEnd.Idle => "idle-timeout",
        _ => SystemError.KindOf(client.Errno) == ErrorKind.PeerReset ? "reset" : "error",
    };

    private string NameOf(CrowdMember client)
        => !plan.IsUnix && SocketAddresses.TryNumber(client.Peer, out string host, out string port)
            ? string.Concat(host, " ", port)
            : "client " + client.Number.ToString(provider: null);
}
