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

        if (plan.Parallel > 1)
        {
            return new ScanRun(call, plan, Direct(plan.Ports[0])).Run();
        }

        _program = plan.Program is null ? null : new ProgramRun(call, plan);
        Outcome outcome = Outcome.Failed(ExitReason.Other);
        foreach (int port in plan.Ports)
        {
            // With -z the socket is closed before the line is made; else the line is ready before there is a connection.
            string? service = plan.Verbose && !plan.ZeroIo ? ServiceOf(plan, port) : null;
            int socket = Reach(port, out string target);
            if (socket < 0)
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

            outcome = Serve(socket);
        }

        return outcome;
    }

    /// <summary>A connection of -z is closed before anything else is done.</summary>
    private bool LeavesAtOnce => plan.ZeroIo && !plan.PassesDescriptor && !Probes;

    private bool Probes => plan.Verbose && plan.Transport == Transport.Udp;

    /// <summary>A connected socket, or -1, after one attempt or after as many as --retry allows. The socket is closed where <see cref="LeavesAtOnce"/>.</summary>
    private int Reach(int port, out string target)
    {
        Retrying attempts = new(call);
        while (true)
        {
            try
            {
                int socket = Attempt(port, out target);
                if (socket >= 0 || !attempts.Again())
                {
                    return socket;
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

    /// <summary>Failures that may pass: a name that does not resolve yet, a target that the proxy cannot reach yet. A password is not requested twice.</summary>
    private bool MayPass(NcExit failure)
        => failure.Reason == ExitReason.NameResolution || (failure.Reason == ExitReason.ProxyRefused && plan.Proxy!.User is null);

    private int Attempt(int port, out string target)
    {
        int socket = Connect(port, out target);
        if (socket < 0)
        {
            return socket;
        }

        if (LeavesAtOnce)
        {
            Leave(socket, port);
            return socket;
        }

        call.Signals?.Hold();
        call.Events?.Connected(socket, host: plan.Host, port: port);
        if (!Probes || Answers(socket))
        {
            return socket;
        }

        call.Events?.Closed("refused");
        call.EndIfSignalled();
        Descriptors.Close(socket);
        return -1;
    }

    /// <summary>The peer reads the end of the stream: what it sends meanwhile would make that a reset.</summary>
    private void Leave(int socket, int port)
    {
        SockAddr local = default;
        SockAddr peer = default;
        if (call.Events is not null)
        {
            local = SocketAddresses.LocalOf(socket);
            peer = SocketAddresses.PeerOf(socket);
        }

        Descriptors.Close(socket);
        call.Events?.Connected(local, peer, plan.Host, port);
        call.Events?.Closed("done");
    }

    private bool Answers(int socket)
    {
        bool answers = UdpProbe.Answers(socket, call.Deadline.Within(plan.ProbeTime), call.Signals);
        if (call.Signals?.HasCome() == true)
        {
            call.Events?.Closed("signal", signal: call.Signals.Signal);
            call.EndIfSignalled();
        }

        call.Deadline.Check();
        return answers;
    }

    private int Connect(int port, out string target)
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

    private Outcome Serve(int socket)
    {
        if (LeavesAtOnce)
        {
            return default;
        }

        if (_program is not null)
        {
            SockAddr peer = SocketAddresses.PeerOf(socket);
            return _program.Serve(socket, peer);
        }

        if (plan.PassesDescriptor)
        {
            Pass(socket);
        }
        else if (!plan.ZeroIo)
        {
            return Session.Hold(call, plan, socket, closes: true).Outcome;
        }

        call.Events?.Closed("done");
        call.EndIfSignalled();
        Descriptors.Close(socket);
        return default;
    }

    private void Pass(int socket)
    {
        if (Terminals.IsTerminal(call.Stdout))
        {
            throw new NcExit(1, "Cannot pass file descriptor to tty");
        }

        int error = DescriptorPassing.Pass(socket, call.Stdout);
        call.Events?.Closed(error < 0 ? "error" : "passed");
        throw error < 0 ? NcExit.Failed("sendmsg", -error) : new NcExit(0);
    }

    internal static string ServiceOf(NcPlan plan, int port)
        => (plan.Numeric ? null : Services.NameOf(port, plan.Transport)) ?? "*";
}
