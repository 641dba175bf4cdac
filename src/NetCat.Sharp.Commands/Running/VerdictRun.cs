using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc -zu --udp-verdict: probes each port with a datagram and prints one line for it.</summary>
internal sealed class VerdictRun(RunContext call, NcPlan plan, Dialer dialer)
{
    /// <summary>The outcome: 0 if a port is open, otherwise the result of the last port.</summary>
    /// <exception cref="NcExit">The local address or an option is refused, or the time is over.</exception>
    internal Outcome Run()
    {
        Outcome outcome = Outcome.Failed(ExitReason.Other);
        foreach (int port in plan.Ports)
        {
            UdpVerdict verdict = Ask(port, out string target, out int error);
            call.Say(Sentences.Verdict(target, port, ConnectRun.ServiceOf(plan, port), verdict, error));
            Outcome its = OutcomeOf(verdict, error);
            outcome = outcome.Code == 0 ? outcome : its;
        }

        return outcome;
    }

    /// <summary>Probes a port. With --retry, repeats the probe until the port is open or the time is over; a probe that has begun is completed.</summary>
    private UdpVerdict Ask(int port, out string target, out int error)
    {
        Retrying attempts = new(call);
        UdpVerdict verdict;
        do
        {
            using OwnedDescriptor? socket = dialer.Dial(port, Sentences.Number(port), out target);
            error = dialer.FailureErrno;
            verdict = socket is null ? UdpVerdict.Unreachable : Ask(socket.Number, port, out error);
        }
        while (verdict != UdpVerdict.Open && attempts.Again());
        return verdict;
    }

    private UdpVerdict Ask(int socket, int port, out int error)
    {
        SessionEvents? events = call.Events?.Connected(socket, host: plan.Host, port: port);
        SocketOptionReport.Give(call, plan, socket);
        SockAddr peer = SocketAddresses.PeerOf(socket);
        UdpVerdict verdict = UdpProbe.Ask(socket, peer.Family, call.Limit.Within(plan.ProbeTime), out error);
        call.Limit.Check();
        events?.Closed(verdict switch
        {
            UdpVerdict.Open => "done",
            UdpVerdict.Closed => "refused",
            UdpVerdict.NoAnswer => "no-answer",
            _ => "error",
        });
        return verdict;
    }

    private static Outcome OutcomeOf(UdpVerdict verdict, int error) => verdict switch
    {
        UdpVerdict.Open => default,
        UdpVerdict.Closed => Outcome.Failed(ExitReason.Refused),
        UdpVerdict.NoAnswer => Outcome.Failed(ExitReason.Timeout),
        _ => Outcome.Failed(Outcome.ReasonOf(error)),
    };
}
