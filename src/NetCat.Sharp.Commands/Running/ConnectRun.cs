using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc HOST PORT…: connects to each port in turn, at the first address that accepts the connection.</summary>
internal sealed class ConnectRun(RunContext call, NcPlan plan)
{
    private ProgramRun? _program;
    private TlsSide? _tls;
    private Dialer? _direct;
    private ProxyDialer? _proxied;

    /// <summary>The outcome: 0 if a TCP port answered; for UDP, the result of the last port; with a program, its exit status.</summary>
    /// <exception cref="NcExit">A name does not resolve, the local address cannot be used, a proxy refused, or -q ends the process.</exception>
    internal Outcome Run()
    {
        if (plan.TellsVerdict)
        {
            return new VerdictRun(call, plan, Direct(plan.Ports[0])).Run();
        }

        if (plan.Relay.FromAnySender)
        {
            return new UnconnectedRun(call, plan, Direct(plan.Ports[0])).Run();
        }

        if (plan.Parallel > 1)
        {
            return new ScanRun(call, plan, Direct(plan.Ports[0])).Run();
        }

        _tls = TlsSide.Of(call, plan);
        _program = plan.Program is null ? null : new ProgramRun(call, plan);
        Outcome outcome = Outcome.Failed(ExitReason.Other);
        foreach (int port in plan.Ports)
        {
            // With -z the service is looked up after the socket is closed; otherwise before the connect, so that no connection waits for it.
            string? service = plan.Verbose && !plan.ZeroIo ? ServiceOf(plan, port) : null;
            using Connection? connection = Reach(port, out string target);
            if (connection is null)
            {
                // For UDP, the last port decides the outcome, even after a port that answered.
                bool stands = outcome.Code == 0 && !Probes;
                outcome = stands ? outcome : Outcome.Failed(Probes ? ExitReason.Refused : _direct?.Failure ?? _proxied!.Failure);
                continue;
            }

            if (plan.Verbose)
            {
                call.Say(Sentences.Connected(target, port, plan.Transport, service ?? ServiceOf(plan, port)));
            }

            outcome = Serve(connection);
        }

        return outcome;
    }

    /// <summary>Whether a connection is closed immediately, as with -z.</summary>
    private bool LeavesAtOnce => plan.ZeroIo && !plan.PassesDescriptor && !Probes && plan.Tls is null;

    private bool Probes => plan.Verbose && plan.Transport == Transport.Udp && plan.Tls is null;

    /// <summary>Connects, with as many attempts as --retry allows; null on failure. The connection is closed if <see cref="LeavesAtOnce"/>.</summary>
    private Connection? Reach(int port, out string target)
    {
        Retrying attempts = new(call);
        while (true)
        {
            try
            {
                Connection? connection = Attempt(port, out target);
                if (connection is not null || !attempts.Again())
                {
                    return connection;
                }

                // The address of a name may have changed.
                (_direct, _proxied) = (null, null);
            }
            catch (NcExit failure)
            {
                if (!MayPass(failure) || !attempts.Again())
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Whether a failure may be temporary: a lookup, or a proxy that needs no typed password. A wrong password is not sent again.</summary>
    private bool MayPass(NcExit failure)
        => !failure.IsLasting && (failure.Reason == ExitReason.NameResolution || (failure.Reason == ExitReason.ProxyRefused && plan.Proxy!.User is null));

    private Connection? Attempt(int port, out string target)
    {
        OwnedDescriptor? socket = Connect(port, out target);
        if (socket is null)
        {
            return null;
        }

        MultipathReport.Give(call, plan, socket.Number);
        SocketOptionReport.Give(call, plan, socket.Number);
        if (LeavesAtOnce)
        {
            ConnectionReport.OfClosed(call, socket, plan.Host, port);
            return new Connection(socket);
        }

        call.Signals?.Hold();
        var connection = new Connection(socket, Events: call.Events?.Connected(socket.Number, host: plan.Host, port: port));
        if (!Probes || Answers(connection))
        {
            return connection;
        }

        connection.Events?.Closed("refused");
        call.EndIfSignalled();
        connection.Dispose();
        return null;
    }

    private bool Answers(Connection connection)
    {
        bool answers = UdpProbe.Answers(connection.Socket.Number, call.Limit.Within(plan.ProbeTime), call.Signals);
        if (call.Signals?.HasCome() == true)
        {
            connection.Events?.Closed("signal", signal: call.Signals.Signal);
            call.EndIfSignalled();
        }

        call.Limit.Check();
        return answers;
    }

    private OwnedDescriptor? Connect(int port, out string target)
    {
        string text = Sentences.Number(port);
        if (plan.Proxy is null)
        {
            return Direct(port).Dial(port, text, out target);
        }

        _proxied ??= new ProxyDialer(call, plan, plan.Proxy);
        target = plan.Host!;
        return _proxied.Dial(target, port);
    }

    /// <summary>The error line of a failed lookup names the first port.</summary>
    private Dialer Direct(int port)
        => _direct ??= new Dialer(call, plan, plan.Host!, Sentences.Number(port), namesAddress: true);

    private Outcome Serve(Connection connection)
    {
        if (LeavesAtOnce)
        {
            return default;
        }

        if (_tls?.Secure(connection) is { } refused)
        {
            call.Warn(refused.Line!);
            return Outcome.Failed(refused.Reason!.Value);
        }

        if (_program is not null)
        {
            return _program.ServeOne(connection with { Peer = SocketAddresses.PeerOf(connection.Socket.Number) });
        }

        if (plan.PassesDescriptor)
        {
            Pass(connection);
        }
        else if (!plan.ZeroIo)
        {
            return Session.Hold(call, plan, connection).Outcome;
        }

        connection.Events?.Closed("done");
        call.EndIfSignalled();
        return default;
    }

    private void Pass(Connection connection)
    {
        if (Terminals.IsTerminal(call.Stdout))
        {
            throw new NcExit(1, "Cannot pass file descriptor to tty");
        }

        int error = DescriptorPassing.Pass(connection.Socket.Number, call.Stdout);
        connection.Events?.Closed(error < 0 ? "error" : "passed");
        throw error < 0 ? NcExit.Failed("sendmsg", -error) : new NcExit(0);
    }

    internal static string ServiceOf(NcPlan plan, int port)
        => (plan.Numeric ? null : Services.NameOf(port, plan.Transport)) ?? "*";
}
