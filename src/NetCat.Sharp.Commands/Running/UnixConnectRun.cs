using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc -U PATH: a client of a Unix socket. A datagram client binds a path of its own to receive replies.</summary>
internal sealed class UnixConnectRun(RunContext call, NcPlan plan)
{
    private TlsSide? _tls;

    /// <summary>The outcome of the session.</summary>
    /// <exception cref="NcExit">There is no such socket, or -q ends the process.</exception>
    internal Outcome Run()
    {
        _tls = TlsSide.Of(call, plan);
        ProgramRun? program = plan.Program is null ? null : new ProgramRun(call, plan);
        if (plan.Transport == Transport.Tcp)
        {
            return Serve(Reach(plan.Host!), program);
        }

        if (plan.LocalHost is { } path)
        {
            return Serve(ConnectFrom(path), program);
        }

        int error = TemporarySocketPath.Create(out TemporarySocketPath? own);
        using (own)
        {
            return own is null ? throw NcExit.Failed("mkdtemp", -error) : Serve(ConnectFrom(own.Path), program);
        }
    }

    private OpenResult Reach(string path)
    {
        Retrying attempts = new(call);
        OpenResult result;
        do
        {
            result = UnixSockets.Connect(path, plan.SocketOptions, call.ConnectBy(plan.ConnectTimeout));
        }
        while (!result.Opened && result.Step != OpenStep.Option && attempts.Again());
        return result;
    }

    private OpenResult ConnectFrom(string path)
    {
        int error = UnixSockets.Check(plan.Host!);
        if (error < 0)
        {
            return OpenResult.Failed(OpenStep.Connect, error);
        }

        OpenResult bound = UnixSockets.Bind(path, plan.Transport, closesOnExec: true, plan.SocketOptions);
        if (!bound.Opened)
        {
            return bound;
        }

        if (plan.Verbose)
        {
            call.Say(Sentences.Path("Bound on", path));
        }

        return UnixSockets.Connect(bound.Descriptor, plan.Host!);
    }

    private Outcome Serve(in OpenResult result, ProgramRun? program)
    {
        if (result.Step == OpenStep.Option && !result.Opened)
        {
            throw NcExit.Failed(result, Sentences.OpenFailed(result, 0));
        }

        if (!result.Opened)
        {
            call.Limit.Check();
            string? at = result.Step is OpenStep.Connect or OpenStep.ConnectTimeout ? plan.Host : plan.LocalHost ?? plan.Host;
            throw new NcExit(1, result.Step == OpenStep.PathTaken ? Sentences.PathTaken(at!) : $"{at}: {SystemError.Text(result.Errno)}")
            {
                Reason = SystemError.KindOf(result.Errno) == ErrorKind.NotFound ? ExitReason.Refused : Outcome.ReasonOf(result),
                Errno = result.Errno,
            };
        }

        using var socket = new OwnedDescriptor(result.Descriptor);
        SocketOptionReport.Give(call, plan, socket.Number);
        if (plan.ZeroIo && _tls is null)
        {
            ConnectionReport.OfClosed(call, socket);
            return default;
        }

        call.Signals?.Hold();
        var connection = new Connection(socket, Events: call.Events?.Connected(socket.Number));
        if (program is not null)
        {
            return program.ServeOne(connection with { Peer = SocketAddresses.PeerOf(socket.Number) });
        }

        Descriptors.SetNonBlocking(socket.Number);
        if (_tls?.Secure(connection) is { } refused)
        {
            throw refused;
        }

        if (plan.ZeroIo)
        {
            connection.Dispose();
            connection.Events?.Closed("done");
            call.EndIfSignalled();
            return default;
        }

        return Session.Hold(call, plan, connection).Outcome;
    }
}
