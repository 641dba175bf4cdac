using System;
using System.Collections.Generic;
using NetCat.Sharp.Access;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// --exec and --sh-exec: programs that have a connection as their stdin and stdout. One loop waits for clients, for programs that end and
/// for signals; it moves none of their bytes.
/// </summary>
internal sealed class ProgramRun
{
    private const int SignalSlot = 0;
    private const int GateSlot = 1;
    private const int ListenerSlot = 2;
    private const int NamesSlot = 3;
    private const int FirstChildSlot = 4;

    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly SocketProgram _program;
    private readonly Children _children = new();
    private readonly PollSet _slots = new();
    private readonly Dictionary<int, ConnectionFacts> _served = [];
    private SignalPipe? _signals;
    private AddressReports? _reports;
    private bool _outOfRoom;
    private GarbagePacer _litter;
    private int _code;

    /// <summary>Finds the program before a client can connect.</summary>
    /// <exception cref="NcExit">There is none of that name, or it may not be run.</exception>
    internal ProgramRun(RunContext call, NcPlan plan)
    {
        _call = call;
        _plan = plan;
        int error = SocketProgram.Find(plan.Program!.Words[0], out string path);
        _program = error == 0 ? new SocketProgram(path, plan.Program.Words) : throw Failure(error);
    }

    /// <summary>One line where a listener lets the whole network run the program.</summary>
    internal void WarnIfOpen(int listener)
    {
        bool open = _plan.Access is null or { Allowed.Count: 0 };
        if (open && SocketAddresses.LocalOf(listener) is var local && !SocketAddresses.IsUnset(local) && Network.Of(local) is { IsLoopback: false })
        {
            _call.Warn(Sentences.ProgramForAll(local.ToString(), _plan.Program!.Words[0]));
        }
    }

    /// <summary>Runs the program with a connection, which is closed here, and waits for its end; its exit status becomes that of nc.</summary>
    /// <param name="socket">Connected.</param>
    /// <param name="peer">The address of the peer.</param>
    /// <param name="gate">Of a listener: SIGHUP is the gate's where it has files.</param>
    /// <exception cref="NcExit">It cannot be run.</exception>
    internal Outcome Serve(int socket, in SockAddr peer, AccessControl? gate = null)
    {
        Prepare(gate);
        int error = Start(socket, peer);
        if (error < 0)
        {
            throw Failure(error);
        }

        while (_children.Count > 0)
        {
            _ = Turn(listener: -1, gate);
        }

        return Outcome.OfProgram(_code);
    }

    /// <summary>Runs the program for the first client, or for each with -k, as many at a time as the plan says.</summary>
    /// <param name="listener">Made non-blocking.</param>
    /// <param name="gate">Who may come.</param>
    /// <param name="reports">The lines about clients.</param>
    /// <exception cref="NcExit">No client can be had any more.</exception>
    internal Outcome ServeClients(int listener, AccessControl gate, AddressReports reports)
    {
        _reports = reports;
        Prepare(gate);
        Descriptors.SetNonBlocking(listener);
        Descriptors.CloseOnExec(listener);
        bool open = true;
        while (open || _children.Count > 0)
        {
            bool wanted = open && !_outOfRoom && _children.Count < _plan.Program!.MostAtOnce;
            if (Turn(wanted ? listener : -1, gate))
            {
                open &= !Take(listener, gate, reports) || _plan.Keeps;
            }
        }

        reports.Finish();
        return Outcome.OfProgram(_code);
    }

    /// <summary>Waits until something happens, and sees to all but a client: whether there is one.</summary>
    private bool Turn(int listener, AccessControl? gate)
    {
        _slots.Resize(FirstChildSlot + _children.Count);
        _slots.Watch(SignalSlot, _signals!.Descriptor);
        _slots.Watch(GateSlot, gate?.Descriptor ?? -1);
        _slots.Watch(ListenerSlot, listener);
        _slots.Watch(NamesSlot, _reports?.Descriptor ?? -1);
        _children.Watch(_slots, FirstChildSlot);
        int answered = _slots.Wait(_call.Deadline.Within(Sooner(_children.Patience, _reports?.Patience ?? -1)));
        _reports?.Print();
        if (_call.Deadline.IsSet && _call.Deadline.Within(-1) == 0)
        {
            _children.Terminate();
            throw _call.Deadline.Over();
        }

        if (answered < 0)
        {
            return false;
        }

        if (_signals.Take() is > 0 and int signal)
        {
            Leave(signal);
        }

        gate?.ReloadIfSignalled();
        _children.Reap(_slots, FirstChildSlot, Ended);
        return _slots.IsReady(ListenerSlot);
    }

    /// <summary>Whether a client came in and was given to the program.</summary>
    private bool Take(int listener, AccessControl gate, AddressReports reports)
    {
        int socket = Listening.AcceptNow(listener, out SockAddr peer);
        if (socket < 0)
        {
            // Without room for one more the client waits until one of the others is done.
            _outOfRoom = SystemError.KindOf(-socket) == ErrorKind.Exhausted && _children.Count > 0;
            bool passes = _outOfRoom || SystemError.IsTransient(-socket);
            return passes ? false : throw NcExit.Failed("accept", -socket);
        }

        if (!gate.Admits(peer))
        {
            Descriptors.Close(socket);
            return false;
        }

        _call.Events?.Connected(socket, peer);
        int error = Start(socket, peer);
        if (error < 0)
        {
            NcExit failure = Failure(error);
            _call.Warn(_plan.Keeps ? failure.Line! : throw failure);
            _call.Events?.Failed(failure);
        }

        reports.ClientLater(peer);
        return true;
    }

    private void Ended(int pid, int status)
    {
        _code = WaitStatus.ExitCode(status);
        _outOfRoom = false;
        if (_served.Remove(pid, out ConnectionFacts facts))
        {
            _call.Events!.ProgramEnded(facts, _code);
        }
    }

    private int Start(int socket, in SockAddr peer)
    {
        int pid = _program.Start(socket, _plan.Transport, peer);
        Descriptors.Close(socket);
        if (pid > 0)
        {
            _children.Add(pid);
            if (_call.Events is { } events)
            {
                _served.Add(pid, events.Current);
            }
        }
        else
        {
            _call.Events?.Closed("error");
        }

        _litter.Add();
        return pid;
    }

    private void Prepare(AccessControl? gate)
    {
        SignalNumbers.KeepExitStatuses();
        Span<int> signals = [SignalNumbers.Interrupt, SignalNumbers.Terminate, SignalNumbers.HangUp];
        int count = 0;
        foreach (int signal in gate is { Descriptor: >= 0 } ? signals[..2] : signals)
        {
            signals[count] = signal;
            count += SignalNumbers.IsIgnored(signal) ? 0 : 1;
        }

        int error = _signals is null ? SignalPipe.Open(signals[..count], out _signals) : 0;
        if (error < 0)
        {
            throw NcExit.Failed("pipe", -error);
        }
    }

    /// <summary>Takes the programs along and ends of the signal that came.</summary>
    private void Leave(int signal)
    {
        _children.Terminate();
        _reports?.Print(all: true);
        foreach (ConnectionFacts facts in _served.Values)
        {
            _call.Events!.ProgramEnded(facts, status: null, signal);
        }

        _call.Events?.Finish(RunContext.LastWait);
        SignalNumbers.DieOf(signal);
    }

    /// <summary>The shorter of two waits, -1 being none.</summary>
    private static int Sooner(int one, int other) => one < 0 ? other : other < 0 ? one : Math.Min(one, other);

    private NcExit Failure(int error) => NcExit.Failed(Printable.Of(_plan.Program!.Words[0]), -error);
}
