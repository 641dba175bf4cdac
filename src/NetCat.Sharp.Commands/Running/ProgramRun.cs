using System.Collections.Generic;
using NetCat.Sharp.Access;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>--exec and --sh-exec: runs programs with a connection as stdin and stdout.</summary>
internal sealed class ProgramRun
{
    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly string _path;

    /// <summary>Finds the program before a client can connect.</summary>
    /// <exception cref="NcExit">There is no program of that name, or it is not executable.</exception>
    internal ProgramRun(RunContext call, NcPlan plan)
    {
        (_call, _plan) = (call, plan);
        int error = SocketProgram.Find(plan.Program!.Words[0], out _path);
        if (error < 0)
        {
            throw NcExit.Failed(Printable.Of(plan.Program.Words[0]), -error);
        }
    }

    /// <summary>Prints a warning if any host that reaches the listener can run the program.</summary>
    internal void WarnIfOpen(int listener)
    {
        bool open = _plan.Access is null or { Allowed.Count: 0 };
        if (open && SocketAddresses.LocalOf(listener) is var local && !SocketAddresses.IsUnset(local) && Network.Of(local) is { IsLoopback: false })
        {
            _call.Warn(Sentences.ProgramForAll(local.ToString(), _plan.Program!.Words[0]));
        }
    }

    /// <summary>Runs the program with one connection, waits for its end and closes the connection. The exit status becomes that of nc.</summary>
    /// <param name="connection">The connection; if it has a channel, the handshake is complete.</param>
    /// <param name="access">The lists of a listener, whose files SIGHUP reads again.</param>
    /// <exception cref="NcExit">The program cannot be run.</exception>
    internal Outcome ServeOne(Connection connection, AccessControl? access = null)
    {
        var client = new ProgramClient(connection.Socket, connection.Peer) { Channel = connection.Channel, Note = connection.Events };
        return Run([], client, access ?? new AccessControl(_call, _plan), new AddressReports(_call, _plan), tls: null);
    }

    /// <summary>Runs the program for the first client, or for each with -k, up to the plan's number at a time.</summary>
    /// <param name="listeners">The listening sockets; with --workers one for each worker.</param>
    /// <param name="access">Admits clients.</param>
    /// <param name="reports">The lines about clients.</param>
    /// <param name="tls">TLS with the clients, or null.</param>
    /// <exception cref="NcExit">No further client can be accepted.</exception>
    internal Outcome ServeClients(IReadOnlyList<OwnedDescriptor> listeners, AccessControl access, AddressReports reports, TlsSide? tls)
    {
        foreach (OwnedDescriptor listener in listeners)
        {
            Descriptors.CloseOnExec(listener.Number);
        }

        return Run(listeners, only: null, access, reports, tls);
    }

    private Outcome Run(IReadOnlyList<OwnedDescriptor> listeners, ProgramClient? only, AccessControl access, AddressReports reports, TlsSide? tls)
    {
        var loop = new ServingLoop(_call, _plan, access, reports) { RunsPrograms = true };
        var clients = new ProgramReports(_call, _plan, loop, access, reports) { Tls = tls };
        var options = new ProgramOptions(_path, _plan.Program!.Words)
        {
            Limit = new ClientLimit(_plan.Program.MostAtOnce),
            ServesOne = !_plan.Keeps,
            Transport = _plan.Transport,
            IsDual = _plan.IsDual,
            Channel = tls is null ? null : tls.ChannelOf,
            OpeningLimit = tls?.Limit,
        };
        SignalNumbers.KeepExitStatuses();
        loop.Run(
            listeners,
            (EventLoop events, IReadOnlyList<OwnedDescriptor> own, out IServing? serving) =>
            {
                int error = ProgramServing.Open(events, own, options, clients, out ProgramServing? programs);
                serving = programs;
                if (error == 0 && only is not null)
                {
                    programs!.Take(only);
                }
                else if (error == 0)
                {
                    clients.Timer.Begin(events);
                }

                return error;
            });
        return Outcome.OfProgram(clients.Status);
    }
}
