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

/// <summary>-u with --forward: each peer of the listener has a session with its own socket to the target. Workers report one at a time.</summary>
/// <param name="call">Events and messages.</param>
/// <param name="plan">The limits.</param>
/// <param name="forward">The target.</param>
/// <param name="access">Admits peers.</param>
/// <param name="reports">The lines about peers.</param>
internal sealed class DatagramForwardRun(RunContext call, NcPlan plan, ForwardPlan forward, AccessControl access, AddressReports reports) : IDatagramObserver
{
    private readonly ServingLoop _loop = new(call, plan, access, reports);

    /// <summary>Serves peers until a signal ends the process or, without -k, until the first session has ended.</summary>
    /// <param name="listeners">One socket for each worker, closed with its last session.</param>
    /// <exception cref="NcExit">The total timeout is over.</exception>
    internal Outcome Run(IReadOnlyList<OwnedDescriptor> listeners)
    {
        ForwardOptions options = new(forward.Target)
        {
            Limit = new ClientLimit(forward.MostAtOnce),
            ServesOne = !plan.Keeps,
            Numeric = plan.Numeric,
            Policy = plan.Relay,
        };
        _loop.Run(
            listeners,
            (EventLoop loop, IReadOnlyList<OwnedDescriptor> own, out IServing? serving) =>
            {
                int error = DatagramForwarding.Open(loop, own[0].Number, options, this, out DatagramForwarding? forwarding);
                serving = forwarding;
                return error;
            });
        return default;
    }

    bool IServingObserver.Admits(int socket, in SockAddr peer)
    {
        lock (_loop.Reporting)
        {
            return access.Admits(peer);
        }
    }

    void IServingObserver.Exhausted(int errno) => Warn(Sentences.NoFurtherClient(errno));

    void IServingObserver.AcceptFailed(int errno) => _loop.Fail("recvfrom", errno);

    void IDatagramObserver.Began(DatagramSession session)
    {
        lock (_loop.Reporting)
        {
            SessionEvents? events = call.Events?.Connected(session.Local, session.Peer, isForwarded: true);
            events?.Forwarded(session.Target);
            session.Note = events;
        }

        if (plan.Verbose)
        {
            _loop.Post(() => reports.ClientLater(session.Peer));
        }
    }

    void IDatagramObserver.Refused(DatagramSession session, int errno) => WarnIfVerbose(Sentences.NotForwarded(forward.Target.ToString(), SystemError.Text(errno)));

    void IDatagramObserver.NoTarget(in SockAddr peer, int error)
        => WarnIfVerbose(Sentences.NotForwarded(forward.Target.ToString(), error < 0 ? Resolving.ErrorText(error) : SystemError.Text(error)));

    void IDatagramObserver.Full(in SockAddr peer) => WarnIfVerbose(Sentences.PeersAreMany(forward.MostAtOnce));

    void IDatagramObserver.Ending(DatagramSession session)
    {
        lock (_loop.Reporting)
        {
            (session.Note as SessionEvents)?.Closed(
                session.IsIdle ? RelayEnd.IdleTimeout : _loop.StopEnd, session.Sent, session.Received, session.IsIdle ? 0 : _loop.Signal);
        }
    }

    private void WarnIfVerbose(string line)
    {
        if (plan.Verbose)
        {
            Warn(line);
        }
    }

    private void Warn(string line)
    {
        lock (_loop.Reporting)
        {
            call.Warn(line);
        }
    }
}
