using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc -u --udp-connect=never: sends to an address, perhaps a group, and prints what all answer. Each port in turn.</summary>
internal sealed class UnconnectedRun(RunContext call, NcPlan plan, Dialer dialer)
{
    /// <summary>How it ended: as the last of its sessions did.</summary>
    /// <exception cref="NcExit">The own address or an option cannot be had, or a session ends the process.</exception>
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
