using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc -u --udp-connect=never: for each port in turn, sends to an address or a group and prints the replies of all hosts.</summary>
internal sealed class UnconnectedRun(RunContext call, NcPlan plan, Dialer dialer)
{
    /// <summary>The outcome of the last session.</summary>
    /// <exception cref="NcExit">The local address or an option is refused, or a session ends the process.</exception>
    internal Outcome Run()
    {
        Outcome outcome = default;
        foreach (int port in plan.Ports)
        {
            using OwnedDescriptor socket = dialer.Open(port, out ResolvedAddress to);
            if (plan.Verbose)
            {
                call.Say(Sentences.Endpoint("Sending to", dialer.Target(to), Sentences.Number(port)));
            }

            call.Signals?.Hold();
            SessionEvents? events = call.Events?.Sending(socket.Number, to.Address, plan.Host!, port);
            SocketOptionReport.Give(call, plan, socket.Number);
            outcome = Session.Hold(call, plan, new UnconnectedChannel(socket.Number, to.Address), events, closes: null).Outcome;
        }

        return outcome;
    }
}
