using System.Globalization;
using NetCat.Sharp.Commands.Planning;
using NetCat.Sharp.Commands.Reporting;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc HOST PORT…: each port in turn, of each the first address that answers.</summary>
internal sealed class ConnectRun(Invocation call, NcPlan plan)
{
    private Dialer? _direct;
    private ProxyDialer? _proxied;

    /// <summary>The exit code: 0 where a TCP port answered, of UDP ports what the last one said.</summary>
    /// <exception cref="NcExit">A name does not resolve, the own address cannot be had, a proxy refused, or -q has the program leave.</exception>
    internal int Run()
    {
        if (plan.Parallel > 1)
        {
            return new ScanRun(call, plan, Direct(plan.Ports[0])).Run();
        }

        int code = 1;
        foreach (int port in plan.Ports)
        {
            int socket = Connect(port, out string target);
            if (socket < 0)
            {
                continue;
            }

            if (plan.Verbose && plan.Transport == Transport.Udp && !UdpProbe.Answers(socket, plan.ProbeSeconds))
            {
                code = 1;
                _ = Libc.Close(socket);
                continue;
            }

            code = 0;
            if (plan.Verbose)
            {
                call.Say(Sentences.Connected(target, port, plan.Transport, ServiceOf(plan, port)));
            }

            Serve(socket);
        }

        return code;
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

    private void Serve(int socket)
    {
        if (plan.PassesDescriptor)
        {
            Pass(socket);
        }
        else if (plan.ZeroIo)
        {
            _ = Libc.Close(socket);
        }
        else
        {
            _ = Conversation.Hold(call, plan, socket, closes: true);
        }
    }

    private void Pass(int socket)
    {
        if (Libc.IsTerminal(call.Stdout))
        {
            throw new NcExit(1, "Cannot pass file descriptor to tty");
        }

        int error = DescriptorPassing.Pass(socket, call.Stdout);
        throw error < 0 ? new NcExit(1, $"sendmsg: {Errno.Text(-error)}") : new NcExit(0);
    }

    internal static string ServiceOf(NcPlan plan, int port)
        => (plan.Numeric ? null : Libc.ServiceOfPort(port, Sentences.Protocol(plan.Transport))) ?? "*";
}
