using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc -l: binds, waits, and serves one peer or, with -k, one after the other.</summary>
internal sealed class ListenRun(RunContext call, NcPlan plan)
{
    private readonly AddressReports _reports = new(call, plan);

    /// <summary>The outcome of the last session.</summary>
    /// <exception cref="NcExit">The listener cannot be opened, or a session ends the process.</exception>
    internal Outcome Run()
    {
        var access = new AccessControl(call, plan);
        ProgramRun? program = plan.Program is null ? null : new ProgramRun(call, plan);
        var tls = TlsSide.Of(call, plan);
        var targetTls = TlsSide.OfTarget(call, plan);
        using ListeningSockets sockets = plan.IsActivated ? new ListeningSockets([SocketActivation.Take(plan)]) : new Listener(call, plan).Open();
        OwnedDescriptor listener = sockets.First;
        IReadOnlyList<OwnedDescriptor> listeners = Listener.Share(listener, plan);
        foreach (OwnedDescriptor socket in sockets.All)
        {
            call.Events?.Listening(socket.Number);
        }

        ReadyNotice.Give(call, plan.Announcement, listener.Number);
        call.Events?.Ready();
        foreach (OwnedDescriptor socket in sockets.All)
        {
            Report(socket.Number);
        }

        if (plan.Forward is { } datagrams && plan.Transport == Transport.Udp)
        {
            return new DatagramForwardRun(call, plan, datagrams, access, _reports).Run(listeners);
        }

        if (plan.Forward is { } forward)
        {
            return new ForwardRun(call, plan, forward, access, _reports) { Tls = tls, TargetTls = targetTls }.Run(listeners);
        }

        if (plan.Crowd is { } crowd)
        {
            return new CrowdRun(call, plan, crowd, access, _reports) { Tls = tls }.Run(listener);
        }

        if (program is not null)
        {
            program.WarnIfOpen(listener.Number);
            return plan.Transport == Transport.Udp
                ? ServeSender(program, listener, access)
                : program.ServeClients(plan.Workers > 1 ? listeners : sockets.All, access, _reports, tls);
        }

        OpeningClients? opening = plan.Transport == Transport.Udp ? null : OpeningOf(tls);
        var service = new RelayService(call with { Opening = opening }, plan, _reports);
        var loop = new ClientLoop(call, plan, access, _reports, opening);
        if (opening is not null)
        {
            // accept(2) must not block the handshakes if a client disconnects before it is accepted.
            foreach (OwnedDescriptor socket in sockets.All)
            {
                Descriptors.SetNonBlocking(socket.Number);
            }
        }

        if (plan.Transport == Transport.Udp && tls is not null)
        {
            ServeSecured(service, loop, listener, access, tls);
        }
        else if (plan.Transport == Transport.Udp)
        {
            ServeDatagrams(service, loop, listener, access);
        }
        else
        {
            loop.Run(service, sockets.All);
        }

        return service.Outcome;
    }

    private OpeningClients? OpeningOf(TlsSide? tls) => tls is null ? null : new OpeningClients(call, tls, _reports);

    private void Report(int listener)
    {
        if (plan.Verbose && (plan.IsActivated || !plan.IsUnix) && SocketAddresses.LocalOf(listener) is var local && !SocketAddresses.IsUnset(local))
        {
            _reports.Path = local.Path;
            _reports.Report(plan.Transport == Transport.Udp ? "Bound on" : "Listening on", local);
        }

        SocketOptionReport.Give(call, plan, listener);
    }

    /// <summary>With -k the unconnected socket receives from all senders; otherwise the first sender becomes the only peer.</summary>
    private void ServeDatagrams(RelayService service, ClientLoop loop, OwnedDescriptor socket, AccessControl access)
    {
        GarbagePacer garbage = default;
        while (service.TakesMore)
        {
            garbage.Add();
            loop.BeginWait();
            if (plan.Relay.FromAnySender && plan.AcceptTimeout is not null)
            {
                _ = AwaitSender(service.Limit, loop, socket.Number, access);
            }

            service.ServeDatagrams(socket, plan.Relay.FromAnySender ? call.Events?.Unconnected() : ConnectToSender(service.Limit, loop, socket.Number, access).Events, access);
        }
    }

    /// <summary>DTLS: the first sender that completes a handshake becomes the only peer.</summary>
    private void ServeSecured(RelayService service, ClientLoop loop, OwnedDescriptor socket, AccessControl access, TlsSide tls)
    {
        Descriptors.SetNonBlocking(socket.Number);
        SockAddr local = SocketAddresses.LocalOf(socket.Number);
        loop.BeginWait();
        while (true)
        {
            SockAddr sender = AwaitSender(service.Limit, loop, socket.Number, access);
            if (!tls.Verifies(socket.Number))
            {
                continue;
            }

            var connection = new Connection(socket, sender, ConnectTo(socket.Number, sender));
            if (tls.Secure(connection, keepsSocket: true) is not { } refused)
            {
                SocketOptionReport.Give(call, plan, socket.Number);
                service.Serve(connection);
                return;
            }

            call.Warn(refused.Line!);
            FirstSender.Disconnect(socket.Number, local);
        }
    }

    private Outcome ServeSender(ProgramRun program, OwnedDescriptor socket, AccessControl access)
    {
        var loop = new ClientLoop(call, plan, access);
        (SockAddr sender, SessionEvents? events) = ConnectToSender(call.Limit, loop, socket.Number, access);
        return program.ServeOne(new Connection(socket, sender, events), access);
    }

    private (SockAddr Sender, SessionEvents? Events) ConnectToSender(RunLimit limit, ClientLoop loop, int socket, AccessControl access)
    {
        SockAddr sender = AwaitSender(limit, loop, socket, access);
        SessionEvents? events = ConnectTo(socket, sender);
        _reports.Client(sender);
        SocketOptionReport.Give(call, plan, socket);
        return (sender, events);
    }

    private SessionEvents? ConnectTo(int socket, in SockAddr sender)
    {
        call.Signals?.Hold();
        call.Events?.FirstDatagram(sender);
        int error = FirstSender.Connect(socket, sender);
        if (error < 0)
        {
            throw NcExit.Failed("connect", -error);
        }

        return call.Events?.Connected(socket, sender, afterDatagram: true);
    }

    /// <summary>Waits for the first admitted sender, whose datagram stays in the queue; datagrams of others are dropped.</summary>
    private static SockAddr AwaitSender(RunLimit limit, ClientLoop loop, int socket, AccessControl access)
    {
        SockAddr sender = Sender(limit, loop, socket);
        while (!access.Admits(sender))
        {
            FirstSender.Discard(socket);
            sender = Sender(limit, loop, socket);
        }

        return sender;
    }

    private static SockAddr Sender(RunLimit limit, ClientLoop loop, int socket)
    {
        loop.AwaitInput(limit, socket);
        int error = FirstSender.Await(socket, out SockAddr sender);
        return error >= 0 ? sender : throw NcExit.Failed("recvfrom", -error);
    }
}
