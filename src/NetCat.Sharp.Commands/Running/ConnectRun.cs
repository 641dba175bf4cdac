using System.Globalization;
using NetCat.Sharp.Commands.Planning;
using NetCat.Sharp.Commands.Reporting;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc HOST PORT…: each port in turn, of each the first address that answers.</summary>
internal sealed class ConnectRun(Invocation call, NcPlan plan)
{
    private ProgramRun? _program;
    private Dialer? _direct;
    private ProxyDialer? _proxied;

    /// <summary>How it ended: 0 where a TCP port answered, of UDP ports what the last one said; of a program its exit status.</summary>
    /// <exception cref="NcExit">A name does not resolve, the own address cannot be had, a proxy refused, or -q has the program leave.</exception>
    internal Outcome Run()
    {
        if (plan.Parallel > 1)
        {
            return new ScanRun(call, plan, Direct(plan.Ports[0])).Run();
        }

        _program = plan.Program is null ? null : new ProgramRun(call, plan);
        Outcome outcome = Outcome.Failed(Cause.Other);
        foreach (int port in plan.Ports)
        {
            int socket = Connect(port, out string target);
            if (socket < 0)
            {
                outcome = outcome.Code == 0 ? outcome : Outcome.Failed(_direct?.Failure ?? _proxied!.Failure);
                continue;
            }

            call.Events?.Connected(socket, host: plan.Host, port: port);

            if (plan.Verbose && plan.Transport == Transport.Udp && !Answers(socket))
            {
                outcome = Outcome.Failed(Cause.Refused);
                call.Events?.Closed("refused");
                _ = Libc.Close(socket);
                continue;
            }

            if (plan.Verbose)
            {
                call.Say(Sentences.Connected(target, port, plan.Transport, ServiceOf(plan, port)));
            }

            outcome = Serve(socket);
        }

        return outcome;
    }

    private bool Answers(int socket)
    {
        bool answers = UdpProbe.Answers(socket, call.Deadline.Within(plan.ProbeTime));
        call.Deadline.Check();
        return answers;
    }

    private int Connect(int port, out string target)
    {
        string text = port.ToString(CultureInfo.InvariantCulture);
        if (plan.Proxy is null)
        {
            return Direct(port).Dial(port, text, out target);
        }

        _proxied ??= new ProxyDialer(call, plan, plan.Proxy);
        target = plan.Host!;
        return _proxied.Dial(target, port);
    }

    /// <summary>The first port is the one that a failure of the host's name is told with.</summary>
    private Dialer Direct(int port)
        => _direct ??= new Dialer(call, plan, plan.Host!, port.ToString(CultureInfo.InvariantCulture), namesAddress: true);

    private Outcome Serve(int socket)
    {
        if (_program is not null)
        {
            _ = Libc.PeerAddress(socket, out SockAddr peer);
            return _program.Serve(socket, peer);
        }

        if (plan.PassesDescriptor)
        {
            Pass(socket);
        }
        else if (!plan.ZeroIo)
        {
            return new Outcome(0, Conversation.Hold(call, plan, socket, closes: true).Cause);
        }

        call.Events?.Closed("done");
        _ = Libc.Close(socket);
        return default;
    }

    private void Pass(int socket)
    {
        if (Libc.IsTerminal(call.Stdout))
        {
            throw new NcExit(1, "Cannot pass file descriptor to tty");
        }

        int error = DescriptorPassing.Pass(socket, call.Stdout);
        call.Events?.Closed(error < 0 ? "error" : "passed");
        throw error < 0 ? NcExit.Failed("sendmsg", -error) : new NcExit(0);
    }

    internal static string ServiceOf(NcPlan plan, int port)
        => (plan.Numeric ? null : Libc.ServiceOfPort(port, Sentences.Protocol(plan.Transport))) ?? "*";
}
