using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Terminal;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.Running;

/// <summary>How a session ended.</summary>
/// <param name="Quits">No further client is served: the time of -q has begun, or a socket without a peer was idle or has no output.</param>
/// <param name="Outcome">The outcome for the exit status.</param>
internal readonly record struct SessionEnd(bool Quits, Outcome Outcome)
{
    /// <summary>When the process must end: the timer of -q continues after a shorter -w has ended the session.</summary>
    internal RunLimit Quit { get; init; }
}

/// <summary>A session: the relay between a peer and stdin and stdout, and the delay of -q after it.</summary>
internal static class Session
{
    /// <summary>Relays data until the session ends, and closes the connection.</summary>
    /// <exception cref="NcExit">-q ends the process, or the total timeout is over.</exception>
    internal static SessionEnd Hold(RunContext call, NcPlan plan, Connection connection)
        => Hold(call, plan, connection.Channel ?? PlainChannel.OfSocket(connection.Socket.Number), connection.Events, closes: connection);

    /// <summary>Relays data until the session ends.</summary>
    /// <param name="call">The process.</param>
    /// <param name="plan">The options.</param>
    /// <param name="socket">The channel of a non-blocking socket.</param>
    /// <param name="events">The events of the session.</param>
    /// <param name="closes">The owner of the socket, which is disposed of after the relay; null leaves the socket open.</param>
    /// <param name="access">The senders that a socket without a peer receives from; null receives from all.</param>
    /// <exception cref="NcExit">-q ends the process, or the total timeout is over.</exception>
    internal static SessionEnd Hold(RunContext call, NcPlan plan, Channel socket, SessionEvents? events, IDisposable? closes, AccessControl? access = null)
    {
        RelayResult result;
        using (closes)
        {
            result = Run(call, plan, socket, events, plan.Relay.FromAnySender && plan.Access is not null ? access : null);
        }

        return Stay(call, plan, result);
    }

    private static RelayResult Run(RunContext call, NcPlan plan, Channel socket, SessionEvents? events, AccessControl? access)
    {
        PlainChannel? input = plan.ReadsStdin ? call.Input : null;
        call.Signals?.Hold();
        using Inspection? inspection = plan.Inspection is { } shown ? new Inspection(call, plan, shown, call.DumpFile, socket.Descriptor) : null;
        using var relay = new Relay(input, call.Output, socket, PolicyWithin(call.Limit, plan.Relay), inspection?.ByteTaps ?? default, senders: access is null ? null : new LatestSender(plan.Relay.RepliesToLatestSender, peer => access.Admits(peer)))
        {
            OnTick = inspection?.OnTick,
            ExplainsFaults = call.Events is not null || plan.ExitCodesTell || plan.Strict,
            OnEvent = events is null ? null : events.Saw,
            BeforeOutput = inspection?.BeforeOutput,
            AsideDescriptor = access?.Descriptor ?? -1,
            OnAside = access is { Descriptor: >= 0 } ? access.ReloadIfSignalled : null,
            IsInterrupted = call.Signals is { } signals ? signals.HasCome : null,
        };
        RelayEnd end = relay.Run();
        inspection?.End(relay);
        Outcome outcome = Judge(call, plan, socket, relay, end);
        events?.Closed(relay, end, call.Signals?.Signal ?? 0);
        call.EndIfSignalled();
        bool isLast = plan.Relay.FromAnySender && (relay.OutputFault != 0 || end == RelayEnd.IdleTimeout);
        return new RelayResult(end, relay.QuitsAt, isLast, outcome);
    }

    /// <summary>Waits until the time of -q is over. With -k, a shorter -w ends the wait, and the next client is served.</summary>
    private static SessionEnd Stay(RunContext call, NcPlan plan, in RelayResult result)
    {
        if (result.End == RelayEnd.TotalTimeout)
        {
            throw call.Limit.Over();
        }

        if (plan.QuitDelay is not { Ticks: > 0 } || result.End == RelayEnd.IdleTimeout)
        {
            return new SessionEnd(result.IsLast || result.QuitsAt.IsSet, result.Outcome);
        }

        Deadline quit = result.QuitsAt.IsSet ? result.QuitsAt : Deadline.In(plan.QuitDelay);

        // There is no descriptor to wait for: the shorter of -q and -w ends the wait.
        var idle = Deadline.In(plan.Relay.IdleTimeout);
        Pause.Until(call.Limit.End.Or(idle).Or(quit));
        return plan.Keeps && idle.CompareTo(quit) < 0
            ? new SessionEnd(Quits: false, result.Outcome) { Quit = RunLimit.QuitAt(quit) }
            : throw new NcExit(result.Outcome.Code) { Reason = result.Outcome.Reason };
    }

    private static RelayPolicy PolicyWithin(RunLimit limit, RelayPolicy policy)
        => limit.End.Left is { } left ? policy with { TotalTimeout = left } : policy;

    /// <summary>With --strict, a session that was cut short is a failure, and a line reports it.</summary>
    private static Outcome Judge(RunContext call, NcPlan plan, Channel socket, Relay relay, RelayEnd end)
    {
        ExitReason cause = ReasonOf(relay, end);
        if (socket is TlsChannel tls && Judge(call, plan, tls) is { } ended)
        {
            return ended;
        }

        if (plan.Replies > 0 && relay.Receipts < plan.Replies)
        {
            call.Warn(Sentences.RepliesMissing(relay.Receipts, plan.Replies));
            return Outcome.Failed(cause == ExitReason.None ? ExitReason.Timeout : cause);
        }

        if (!plan.Strict || Sentences.CutShort(relay, end, !Terminals.IsTerminal(call.Stdin)) is not { } line)
        {
            return new Outcome(0, cause);
        }

        call.Warn(line);
        return Outcome.Failed(cause == ExitReason.None ? ExitReason.PeerReset : cause);
    }

    /// <summary>Reports TLS that did not end properly, even without --strict; null if it did.</summary>
    private static Outcome? Judge(RunContext call, NcPlan plan, TlsChannel tls)
    {
        if (tls.Failure.Fault != TlsFault.None)
        {
            call.Warn(TlsSentences.Failed(tls.Failure, plan.Tls!));
            return Outcome.Failed(ExitReason.Tls);
        }

        if (!tls.IsTruncated)
        {
            return null;
        }

        call.Warn(TlsSentences.Truncated);
        return new Outcome(plan.Strict ? 1 : 0, ExitReason.Truncated);
    }

    private static ExitReason ReasonOf(Relay relay, RelayEnd end)
    {
        if (relay.InputFault != 0 || relay.OutputFault != 0)
        {
            return ExitReason.InputOutput;
        }

        return relay.SocketFault != 0 ? Outcome.ReasonOf(relay.SocketFault) : end == RelayEnd.IdleTimeout ? ExitReason.Timeout : ExitReason.None;
    }

    /// <summary>The result of a relay.</summary>
    /// <param name="End">Why it ended.</param>
    /// <param name="QuitsAt">When the time of -q is over; not set if it has not begun.</param>
    /// <param name="IsLast">No further session follows: a socket without a peer was idle or has no output.</param>
    /// <param name="Outcome">The outcome for the exit status.</param>
    private readonly record struct RelayResult(RelayEnd End, Deadline QuitsAt, bool IsLast, Outcome Outcome);
}
