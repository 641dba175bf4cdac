using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc HOST PORT…: each port in turn, of each the first address that answers.</summary>
internal sealed class ConnectRun(RunContext call, NcPlan plan)
{
    private ProgramRun? _program;
    private TlsSide? _tls;
    private Dialer? _direct;
    private ProxyDialer? _proxied;

    /// <summary>How it ended: 0 where a TCP port answered, of UDP ports what the last one said; of a program its exit status.</summary>
    /// <exception cref="NcExit">A name does not resolve, the own address cannot be had, a proxy refused, or -q has the program leave.</exception>
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
            // With -z the socket is closed before the line is made; else the line is ready before there is a connection.
            string? service = plan.Verbose && !plan.ZeroIo ? ServiceOf(plan, port) : null;
            using Connection? connection = Reach(port, out string target);
            if (connection is null)
            {
                // The result of a UDP port counts even after a port that answered.
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

    /// <summary>A connection of -z is closed before anything else is done.</summary>
    private bool LeavesAtOnce => plan.ZeroIo && !plan.PassesDescriptor && !Probes && plan.Tls is null;

    private bool Probes => plan.Verbose && plan.Transport == Transport.Udp && plan.Tls is null;

    /// <summary>A connection, or null, after one attempt or after as many as --retry allows. It is closed where <see cref="LeavesAtOnce"/>.</summary>
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

                // A name may have moved meanwhile.
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

    /// <summary>Failures that may pass: a name that does not resolve yet, a target that the proxy cannot reach yet. A password is not requested twice, and a wrong one is not sent again.</summary>
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

    /// <summary>A lookup that fails is reported with the first port.</summary>
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
