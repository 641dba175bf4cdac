using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Running;

/// <summary>How a conversation ended.</summary>
/// <param name="Quits">No further client is taken: the time of -q began, or a socket without a peer was idle or has no output.</param>
/// <param name="Outcome">What it means for the exit status.</param>
internal readonly record struct SessionEnd(bool Quits, Outcome Outcome)
{
    /// <summary>When the process ends, whatever it does then: -q's timer runs on after a shorter -w has ended the session.</summary>
    internal Deadline Quit { get; init; }
}

/// <summary>One peer served: the relay between it and stdin and stdout, and the stay after it.</summary>
internal static class Session
{
    /// <summary>Relays until the end and closes the socket.</summary>
    /// <exception cref="NcExit">-q has the program leave.</exception>
    internal static SessionEnd Hold(RunContext call, NcPlan plan, int socket, bool closes)
    {
        bool isLast;
        RelayEnd end;
        Outcome outcome;
        long? quitsAt;
        PlainChannel? input = plan.ReadsStdin ? call.Input : null;
        call.Signals?.Hold();
        using Inspection? inspection = plan.Inspection is { } shown ? new Inspection(call, plan, shown, call.Dump, socket) : null;
        using (var relay = new Relay(input, call.Output, PlainChannel.OfSocket(socket), PolicyWithin(call.Deadline, plan.Relay), inspection?.ByteTaps ?? default)
        {
            OnTick = inspection?.OnTick,
            ExplainsFaults = call.Events is not null || plan.ExitCodesTell || plan.Strict,
            OnEvent = call.Events is { } events ? events.Saw : null,
            BeforeOutput = inspection?.BeforeOutput,
            IsInterrupted = call.Signals is { } signals ? signals.HasCome : null,
        })
        {
            end = relay.Run();
            quitsAt = relay.QuitsAt;
            isLast = plan.Relay.FromAnySender && (relay.OutputFault != 0 || end == RelayEnd.IdleTimeout);
            inspection?.End(relay);
            outcome = Judge(call, plan, relay, end);
            call.Events?.Closed(relay, end, call.Signals?.Signal ?? 0);
            call.EndIfSignalled();
        }

        if (closes)
        {
            Descriptors.Close(socket);
        }

        if (end == RelayEnd.TotalTimeout)
        {
            throw call.Deadline.Over();
        }

        if (plan.QuitDelay > 0 && end != RelayEnd.IdleTimeout)
        {
            int left = (int)Math.Max((quitsAt ?? Clock.Milliseconds + plan.QuitDelay) - Clock.Milliseconds, 0);

            // poll(2) with nothing to watch: the shorter of -q and -w ends it.
            int wait = plan.Relay.IdleMilliseconds >= 0 ? Math.Min(plan.Relay.IdleMilliseconds, left) : left;
            var quit = Deadline.QuitIn(left);
            Pause.For(call.Deadline.Within(wait));
            return plan.Keeps && wait < left
                ? new SessionEnd(Quits: false, outcome) { Quit = quit }
                : throw new NcExit(outcome.Code) { Reason = outcome.Reason };
        }

        return new SessionEnd(isLast || quitsAt is not null, outcome);
    }

    private static RelayPolicy PolicyWithin(Deadline deadline, RelayPolicy policy)
        => deadline.IsSet ? policy with { TotalMilliseconds = deadline.Within(-1) } : policy;

    /// <summary>With --strict a session that was cut short is a failure, with a line.</summary>
    private static Outcome Judge(RunContext call, NcPlan plan, Relay relay, RelayEnd end)
    {
        ExitReason cause = ReasonOf(relay, end);
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

    private static ExitReason ReasonOf(Relay relay, RelayEnd end)
    {
        if (relay.InputFault != 0 || relay.OutputFault != 0)
        {
            return ExitReason.InputOutput;
        }

        return relay.SocketFault != 0 ? Outcome.ReasonOf(relay.SocketFault) : end == RelayEnd.IdleTimeout ? ExitReason.Timeout : ExitReason.None;
    }
}
