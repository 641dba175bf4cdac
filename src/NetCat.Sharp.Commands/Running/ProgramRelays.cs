using System.Collections.Generic;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Commands.Running;

/// <summary>
/// Programs behind connections with TLS: each has one end of a pair of sockets as its stdin and stdout, and a relay moves its bytes between the
/// other end and the connection. The relays run in a loop of their own, which is part of the <see cref="ClientLoop"/>.
/// </summary>
internal sealed class ProgramRelays
{
    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly SocketProgram _program;
    private readonly EventLoop _loop;
    private readonly RelayPool _pool;
    private readonly Dictionary<int, ProgramRelay> _relays = [];

    /// <param name="call">Prints lines.</param>
    /// <param name="plan">The transport, and when lines are printed.</param>
    /// <param name="program">What is run.</param>
    /// <param name="pool">Shared by the relays, until the process ends.</param>
    /// <exception cref="NcExit">No descriptor is left.</exception>
    internal ProgramRelays(RunContext call, NcPlan plan, SocketProgram program, RelayPool pool)
    {
        (_call, _plan, _program, _pool) = (call, plan, program, pool);
        ServingLoop.Check("epoll_create", EventLoop.Open(out EventLoop? loop));
        _loop = loop!;
    }

    /// <summary>Relays whose program has ended: what it wrote last is still on its way.</summary>
    internal int WithoutProgram { get; private set; }

    /// <summary>Readable when a relay has work.</summary>
    internal int Descriptor => _loop.Descriptor;

    /// <summary>When a relay has work in any case.</summary>
    internal Deadline CallAt => _loop.TurnAt;

    /// <summary>Moves what can be moved.</summary>
    internal void Turn() => _loop.Turn(Deadline.Now);

    /// <summary>Runs the program with a connection whose channel is open: the process id, or minus errno. The connection is owned from here on.</summary>
    internal int Start(Connection connection)
    {
        int result = OwnedDescriptor.Pair(out OwnedDescriptor? near, out OwnedDescriptor? far);
        using (far)
        {
            result = result < 0 ? result : _program.Start(far!.Number, connection.Socket.Number, _plan.Transport, connection.Peer);
        }

        if (result < 0)
        {
            near?.Dispose();
            connection.Events?.Closed("error");
            connection.Dispose();
            return result;
        }

        Descriptors.SetNonBlocking(near!.Number);
        var channel = PlainChannel.OfSocket(near.Number);
        var session = new ProgramRelay(result, near, connection);
        session.Relay = new Relay(channel, channel, connection.Channel!, RelayPolicy.Forwarding, pool: _pool) { FinishesOutput = true, Completed = () => Completed(session) };
        _relays.Add(result, session);
        _ = _loop.Add(session.Relay);
        return result;
    }

    /// <summary>A program has ended. False where it is none of these.</summary>
    internal bool Ended(int program, int status)
    {
        if (!_relays.TryGetValue(program, out ProgramRelay? relay))
        {
            return false;
        }

        relay.Status = status;
        WithoutProgram++;
        Finish(relay);
        return true;
    }

    /// <summary>A signal ends the process.</summary>
    internal void Interrupted(int signal)
    {
        foreach (ProgramRelay relay in _relays.Values)
        {
            relay.Connection.Events?.ProgramEnded(status: null, signal, relay.Relay);
        }
    }

    private void Completed(ProgramRelay relay)
    {
        if ((_plan.Verbose || !_plan.Keeps) && TlsSide.EndOf(relay.Connection.Channel!, _plan.Tls!) is { } line)
        {
            _call.Warn(line);
        }

        relay.IsOver = true;
        relay.Relay!.Dispose();
        relay.Connection.Dispose();
        relay.Near.Dispose();
        Finish(relay);
    }

    /// <summary>A session is over when its program and its relay have ended.</summary>
    private void Finish(ProgramRelay relay)
    {
        if (relay.Status is { } status && relay.IsOver)
        {
            WithoutProgram--;
            _ = _relays.Remove(relay.Program);
            relay.Connection.Events?.ProgramEnded(status, relay: relay.Relay);
        }
    }
}
