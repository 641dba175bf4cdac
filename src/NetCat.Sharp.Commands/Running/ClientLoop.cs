using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// The loop of nc -l that serves one client after the other. It waits for clients, for the names of clients and for SIGHUP, and passes
/// admitted clients to the service. If the listener is all it waits for, it blocks in accept(2) and does not call poll(2).
/// </summary>
/// <param name="call">Events and signals.</param>
/// <param name="plan">The limit of each wait.</param>
/// <param name="access">--allow and --deny; null admits all.</param>
/// <param name="reports">The lines of -v about clients, or null.</param>
/// <param name="opening">Clients whose TLS handshake is in progress; null without TLS.</param>
internal sealed class ClientLoop(RunContext call, NcPlan plan, AccessControl? access = null, AddressReports? reports = null, OpeningClients? opening = null)
{
    /// <summary>The most TLS handshakes in progress. Further clients wait in the listen backlog.</summary>
    private const int MostOpening = 64;

    private const int AccessSlot = 0;
    private const int NamesSlot = 1;
    private const int OpeningSlot = 2;
    private const int FirstListenerSlot = 3;

    private readonly PollSet _slots = new();
    private GarbagePacer _garbage;
    private bool _mustPoll;
    private int _turn;
    private Deadline _clientBy;

    /// <summary>The number of handshakes when no descriptor was left, or 0. The loop accepts no client until one of them has ended.</summary>
    private int _exhaustedAt;

    /// <summary>Accepts clients until the service accepts no more.</summary>
    /// <param name="service">Serves the clients.</param>
    /// <param name="listeners">The listening sockets; they are non-blocking if there are several.</param>
    /// <exception cref="NcExit">accept(2) failed, the deadline is over, or the service ends the process.</exception>
    internal void Run(IClientService service, IReadOnlyList<OwnedDescriptor> listeners)
    {
        int[] sockets = new int[listeners.Count];
        for (int at = 0; at < sockets.Length; at++)
        {
            sockets[at] = listeners[at].Number;
        }

        try
        {
            while (service.TakesMore)
            {
                _exhaustedAt = OpeningCount < _exhaustedAt ? 0 : _exhaustedAt;
                bool accepts = OpeningCount < MostOpening && _exhaustedAt == 0;
                int listener = Wait(service.Limit, accepts ? sockets : []);
                if (listener >= 0 && Accept(listener) is { } client)
                {
                    Take(service, client);
                }

                if (opening is not null && service.TakesMore && opening.Next() is { } opened)
                {
                    Serve(service, opened);
                }
            }
        }
        finally
        {
            opening?.Close(service.Limit.IsOver ? RelayEnd.TotalTimeout : null);
        }
    }

    private int OpeningCount => opening?.Count ?? 0;

    /// <summary>Serves a client; with TLS, after its handshake.</summary>
    private void Take(IClientService service, Connection client)
    {
        if (opening is null)
        {
            Serve(service, client);
        }
        else
        {
            opening.Add(client);
        }
    }

    private void Serve(IClientService service, Connection client)
    {
        service.Serve(client);
        _garbage.Add();
        BeginWait();
        if (!service.TakesMore)
        {
            opening?.Close(end: null);
        }
    }

    /// <summary>Restarts --accept-timeout with the next wait. A peer that is not admitted does not restart it.</summary>
    internal void BeginWait() => _clientBy = default;

    /// <summary>Waits until a descriptor has input.</summary>
    /// <exception cref="NcExit">The deadline is over.</exception>
    internal void AwaitInput(RunLimit limit, int descriptor)
    {
        int[] only = [descriptor];
        while (Wait(limit, only) < 0)
        {
        }
    }

    /// <summary>Waits once, and handles everything except a new client.</summary>
    /// <returns>A listener that has a client, or -1. Several listeners take turns.</returns>
    private int Wait(RunLimit limit, int[] listeners)
    {
        if (listeners.Length == 1 && IsAlone(limit))
        {
            return listeners[0];
        }

        _mustPoll = false;
        _slots.Resize(FirstListenerSlot + listeners.Length);
        _slots.Watch(AccessSlot, access?.Descriptor ?? -1);
        _slots.Watch(NamesSlot, reports?.Descriptor ?? -1);
        _slots.Watch(OpeningSlot, opening?.Descriptor ?? -1);
        for (int at = 0; at < listeners.Length; at++)
        {
            _slots.Watch(FirstListenerSlot + at, listeners[at]);
        }

        HoldSignals();
        bool limits = plan.AcceptTimeout is not null && listeners.Length > 0;
        _clientBy = !limits ? default : _clientBy.IsSet ? _clientBy : Deadline.In(plan.AcceptTimeout);

        // A client in its handshake has arrived in time if the handshake succeeds.
        Deadline clientBy = OpeningCount > 0 ? Deadline.Never : _clientBy;
        Deadline until = limit.End.Or(clientBy).Or(reports?.PrintsAt ?? Deadline.Never);
        int answered = _slots.Wait(until.Or(opening?.CallAt ?? Deadline.Never));
        reports?.Print();
        EndIfSignalled();
        limit.Check();
        if (answered < 0)
        {
            return -1;
        }

        int ready = Ready(listeners);
        if (clientBy.IsOver && ready < 0)
        {
            throw new NcExit(1, "accept timeout is over") { Reason = ExitReason.Timeout };
        }

        opening?.Turn();
        access?.ReloadIfSignalled();
        return ready;
    }

    private int Ready(int[] listeners)
    {
        for (int tried = 0; tried < listeners.Length; tried++)
        {
            int at = (_turn + tried) % listeners.Length;
            if (_slots.IsReady(FirstListenerSlot + at))
            {
                _turn = at + 1;
                return listeners[at];
            }
        }

        return -1;
    }

    /// <summary>Whether a client is the only event to wait for.</summary>
    private bool IsAlone(RunLimit limit)
        => !_mustPoll && opening is null && !limit.IsSet && plan.AcceptTimeout is null && (access?.Descriptor ?? -1) < 0 && reports?.PrintsAt.IsSet != true;

    /// <summary>During handshakes, signals are held until the ends of the handshakes are reported.</summary>
    private void HoldSignals()
    {
        if (OpeningCount > 0)
        {
            call.Signals?.Hold();
        }
    }

    private void EndIfSignalled()
    {
        if (opening is not null && call.Signals?.HasCome() == true)
        {
            opening.Close(RelayEnd.Interrupted, call.Signals.Signal);
            call.EndIfSignalled();
        }
    }

    /// <summary>Accepts a client; null if it is not admitted.</summary>
    private Connection? Accept(int listener)
    {
        int accepted = Listening.AcceptNow(listener, closesOnExec: false, out SockAddr peer);
        if (accepted < 0)
        {
            bool exhausted = SystemError.KindOf(-accepted) == ErrorKind.Exhausted && OpeningCount > 0;
            _exhaustedAt = exhausted ? OpeningCount : 0;

            // An inherited listener may be non-blocking.
            _mustPoll = SystemError.IsTransient(-accepted);
            return exhausted || _mustPoll ? null : throw NcExit.Failed("accept", -accepted);
        }

        var socket = new OwnedDescriptor(accepted);
        if (access?.Admits(peer) == false)
        {
            socket.Dispose();
            return null;
        }

        if (SocketOptionReport.Complete(plan, accepted, peer) is { } refused)
        {
            socket.Dispose();
            call.Warn(plan.Keeps ? refused.Line! : throw refused);
            return null;
        }

        peer = plan.IsDual ? SocketAddresses.Unmapped(peer) : peer;
        call.Signals?.Hold();
        var connection = new Connection(socket, peer, call.Events?.Connected(accepted, peer));
        MultipathReport.Give(call, plan, accepted);
        SocketOptionReport.Give(call, plan, accepted);
        return connection;
    }
}
