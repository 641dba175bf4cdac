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
/// --exec and --sh-exec: programs that have a connection as their stdin and stdout. A <see cref="ClientLoop"/> waits for clients, for
/// programs that end and for signals; it moves none of their bytes.
/// </summary>
internal sealed class ProgramRun : IClientService
{
    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly SocketProgram _program;
    private readonly Children _children = new();
    private readonly Dictionary<int, SessionEvents> _sessions = [];
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
    public bool HasRoom => _children.Count < _plan.Program!.MostAtOnce;

    /// <inheritdoc/>
    public int SessionCount => _children.Count;

    /// <inheritdoc/>
    public int SlotCount => _signals is null ? 0 : 1 + _children.Count;

    /// <inheritdoc/>
    public Deadline CallAt => _children.LooksAt;

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
    /// <param name="listener">Made non-blocking.</param>
    /// <param name="access">Admits clients.</param>
    /// <param name="reports">The lines about clients.</param>
    /// <exception cref="NcExit">No client can be accepted any more.</exception>
    internal Outcome ServeClients(OwnedDescriptor listener, AccessControl access, AddressReports reports)
    {
        _reports = reports;
        HandleSignals(access);
        Descriptors.SetNonBlocking(listener.Number);
        Descriptors.CloseOnExec(listener.Number);
        new ClientLoop(_call, _plan, access, reports).Run(this, listener);
        reports.Finish();
        return Outcome.OfProgram(_code);
    }

    /// <inheritdoc/>
    public void Watch(PollSet set, int first)
    {
        if (_signals is not null)
        {
            set.Watch(first, _signals.Descriptor);
            _children.Watch(set, first + 1);
        }
    }

    /// <inheritdoc/>
    public void Handle(PollSet set, int first)
    {
        if (_signals?.Take() is > 0 and int signal)
        {
            EndBy(signal);
        }

        _children.Reap(set, first + 1, Ended);
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
        if (_sessions.Remove(pid, out SessionEvents? events))
        {
            events.ProgramEnded(_code);
        }
    }

    /// <summary>The process id, or minus errno. The connection is the program's from here on.</summary>
    private int Start(Connection connection)
    {
        int pid;
        using (connection)
        {
            pid = _program.Start(connection.Socket.Number, _plan.Transport, connection.Peer);
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

        _call.Events?.Finish(Deadline.In(RunContext.LastWait));
        SignalNumbers.DieOf(signal);
    }

    private NcExit Failure(int error) => NcExit.Failed(Printable.Of(_plan.Program!.Words[0]), -error);
}
