using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc -l: binds, waits, serves one peer or, with -k, one after the other.</summary>
internal sealed class ListenRun(RunContext call, NcPlan plan)
{
    private readonly AddressReports _reports = new(call, plan);

    /// <summary>How it ended: as the last of its conversations did.</summary>
    /// <exception cref="NcExit">The listener cannot be had, or its work is cut short.</exception>
    internal Outcome Run()
    {
        var gate = new AccessControl(call, plan);
        ProgramRun? program = plan.Program is null ? null : new ProgramRun(call, plan);
        int listener = plan.IsActivated ? SocketActivation.Take(plan) : new Listener(call, plan).Open();
        call.Events?.Listening(listener);
        ReadyNotice.Give(call, plan.Announcement, listener);
        call.Events?.Ready();
        if (plan.Verbose && (plan.IsActivated || !plan.IsUnix) && SocketAddresses.LocalOf(listener) is var local && !SocketAddresses.IsUnset(local))
        {
            _reports.Path = local.Path;
            _reports.Report(plan.Transport == Transport.Udp ? "Bound on" : "Listening on", local);
        }

        if (program is not null)
        {
            program.WarnIfOpen(listener);
            return plan.Transport == Transport.Udp
                ? program.Serve(listener, ConnectToSender(listener, gate), gate)
                : program.ServeClients(listener, gate, _reports);
        }

        SessionEnd end;
        GarbagePacer litter = default;
        do
        {
            litter.Add();
            end = plan.Transport == Transport.Udp ? ServeSender(listener, gate) : ServeConnection(listener, gate);
            call = call with { Deadline = call.Deadline.Or(end.Quit) };
        }
        while (plan.Keeps && !end.Quits);
        return end.Outcome;
    }

    private SessionEnd ServeConnection(int listener, AccessControl gate)
    {
        int socket = Accept(listener, gate, out SockAddr peer);
        while (!gate.Admits(peer))
        {
            Descriptors.Close(socket);
            socket = Accept(listener, gate, out peer);
        }

        call.Signals?.Hold();
        call.Events?.Connected(socket, peer);
        _reports.Client(peer);
        return Session.Hold(call, plan, socket, closes: true);
    }

    /// <summary>With -k everybody is heard on the one unconnected socket; else the first to send becomes the only peer.</summary>
    private SessionEnd ServeSender(int socket, AccessControl gate)
    {
        if (!plan.Relay.FromAnySender)
        {
            _ = ConnectToSender(socket, gate);
        }

        Descriptors.SetNonBlocking(socket);
        return Session.Hold(call, plan, socket, closes: !plan.Keeps);
    }

    private int Accept(int listener, AccessControl gate, out SockAddr peer)
    {
        gate.Await(listener, call.Deadline);
        int socket = Listening.Accept(listener, out peer);
        return socket >= 0 ? socket : throw NcExit.Failed("accept", -socket);
    }

    private SockAddr ConnectToSender(int socket, AccessControl gate)
    {
        SockAddr sender = Sender(socket, gate);
        while (!gate.Admits(sender))
        {
            FirstSender.Discard(socket);
            sender = Sender(socket, gate);
        }

        call.Signals?.Hold();
        call.Events?.FirstDatagram(sender);
        int error = FirstSender.Connect(socket, sender);
        if (error < 0)
        {
            throw NcExit.Failed("connect", -error);
        }

        call.Events?.Connected(socket, sender);
        _reports.Client(sender);
        return sender;
    }

    private SockAddr Sender(int socket, AccessControl gate)
    {
        gate.Await(socket, call.Deadline);
        int error = FirstSender.Await(socket, out SockAddr sender);
        return error >= 0 ? sender : throw NcExit.Failed("recvfrom", -error);
    }
}
