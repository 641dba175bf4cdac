using System;
using System.Collections.Generic;
using NetCat.Sharp.Access;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// --exec and --sh-exec: programs that have a connection as their stdin and stdout. A <see cref="ClientLoop"/> waits for clients, for
/// programs that end and for signals; it moves none of their bytes, except of connections with TLS, which <see cref="ProgramRelays"/> has.
/// </summary>
internal sealed class ProgramRun : IClientService
{
    private const int FirstChildSlot = 2;

    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly SocketProgram _program;
    private readonly Children _children = new();
    private readonly Dictionary<int, SessionEvents> _sessions = [];
    private ProgramRelays? _relays;
    private OpeningClients? _opening;
    private SignalPipe? _signals;
    private AddressReports? _reports;
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

    /// <inheritdoc/>
    public RunLimit Limit => _call.Limit;

    /// <inheritdoc/>
    public bool TakesMore { get; private set; } = true;

    /// <inheritdoc/>
    public int Room => _plan.Program!.MostAtOnce - SessionCount;

    /// <inheritdoc/>
    public int SessionCount => _children.Count + (_relays?.WithoutProgram ?? 0);

    /// <inheritdoc/>
    public int SlotCount => _signals is null ? 0 : FirstChildSlot + _children.Count;

    /// <inheritdoc/>
    public Deadline CallAt => _children.LooksAt.Or(_relays?.CallAt ?? Deadline.Never);

    /// <summary>Prints one line where a listener lets the whole network run the program.</summary>
    internal void WarnIfOpen(int listener)
    {
        bool open = _plan.Access is null or { Allowed.Count: 0 };
        if (open && SocketAddresses.LocalOf(listener) is var local && !SocketAddresses.IsUnset(local) && Network.Of(local) is { IsLoopback: false })
        {
            _call.Warn(Sentences.ProgramForAll(local.ToString(), _plan.Program!.Words[0]));
        }
    }

    /// <summary>Runs the program with one connection, which is closed here, and waits for its end; its exit status becomes that of nc.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="access">Of a listener: reads its files again at SIGHUP.</param>
    /// <exception cref="NcExit">The program cannot be run.</exception>
    internal Outcome ServeOne(Connection connection, AccessControl? access = null)
    {
        HandleSignals(access);
        int error = Start(connection);
        if (error < 0)
        {
            throw Failure(error);
        }

        new ClientLoop(_call, _plan, access).Run(this);
        return Outcome.OfProgram(_code);
    }

    /// <summary>Runs the program for the first client, or for each with -k, up to the plan's number at a time.</summary>
    /// <param name="listeners">Made non-blocking.</param>
    /// <param name="access">Admits clients.</param>
    /// <param name="reports">The lines about clients.</param>
    /// <param name="opening">Clients in their handshake, or null.</param>
    /// <exception cref="NcExit">No client can be accepted any more.</exception>
    internal Outcome ServeClients(IReadOnlyList<OwnedDescriptor> listeners, AccessControl access, AddressReports reports, OpeningClients? opening)
    {
        (_reports, _opening) = (reports, opening);
        HandleSignals(access);
        foreach (OwnedDescriptor listener in listeners)
        {
            Descriptors.SetNonBlocking(listener.Number);
            Descriptors.CloseOnExec(listener.Number);
        }

        new ClientLoop(_call, _plan, access, reports, opening).Run(this, listeners);
        reports.Finish();
        return Outcome.OfProgram(_code);
    }

    /// <inheritdoc/>
    public void Watch(PollSet set, int first)
    {
        if (_signals is not null)
        {
            set.Watch(first, _signals.Descriptor);
            set.Watch(first + 1, _relays?.Descriptor ?? -1);
            _children.Watch(set, first + FirstChildSlot);
        }
    }

    /// <inheritdoc/>
    public void Handle(PollSet set, int first)
    {
        if (_signals?.Take() is > 0 and int signal)
        {
            EndBy(signal);
        }

        _relays?.Turn();
        _children.Reap(set, first + FirstChildSlot, Ended);
    }

    /// <inheritdoc/>
    public void Serve(Connection client)
    {
        TakesMore = _plan.Keeps;
        int error = Start(client);
        if (error < 0)
        {
            NcExit failure = Failure(error);
            _call.Warn(_plan.Keeps ? failure.Line! : throw failure);
            _call.Events?.Failed(failure);
        }

        _reports?.ClientLater(client.Peer);
    }

    /// <inheritdoc/>
    public void Stop() => _children.Terminate();

    private void Ended(int pid, int status)
    {
        _code = WaitStatus.ExitCode(status);
        if (_relays?.Ended(pid, _code) == true)
        {
            return;
        }

        if (_sessions.Remove(pid, out SessionEvents? events))
        {
            events.ProgramEnded(_code);
        }
    }

    /// <summary>The process id, or minus errno. The connection is the program's from here on.</summary>
    private int Start(Connection connection)
    {
        int pid;
        if (connection.Channel is not null)
        {
            _relays ??= new ProgramRelays(_call, _plan, _program, new RelayPool());
            pid = _relays.Start(connection);
            if (pid >= 0)
            {
                _children.Add(pid);
            }

            return pid;
        }

        using (connection)
        {
            pid = _program.Start(connection.Socket.Number, connection.Socket.Number, _plan.Transport, connection.Peer);
        }

        if (pid < 0)
        {
            connection.Events?.Closed("error");
            return pid;
        }

        _children.Add(pid);
        if (connection.Events is { } events)
        {
            _sessions.Add(pid, events);
        }

        return pid;
    }

    private void HandleSignals(AccessControl? access)
    {
        SignalNumbers.KeepExitStatuses();
        Span<int> signals = [SignalNumbers.Interrupt, SignalNumbers.Terminate, SignalNumbers.HangUp];
        int count = 0;
        foreach (int signal in access is { Descriptor: >= 0 } ? signals[..2] : signals)
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

    /// <summary>Ends the programs, and this process by the signal that has arrived.</summary>
    private void EndBy(int signal)
    {
        _children.Terminate();
        _reports?.Print(all: true);
        foreach (SessionEvents events in _sessions.Values)
        {
            events.ProgramEnded(status: null, signal);
        }

        _relays?.Interrupted(signal);
        _opening?.Close("signal", signal);
        _call.Events?.Finish(Deadline.In(RunContext.LastWait));
        SignalNumbers.DieOf(signal);
    }

    private NcExit Failure(int error) => NcExit.Failed(Printable.Of(_plan.Program!.Words[0]), -error);
}
