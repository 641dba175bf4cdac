using System.Collections.Generic;
using NetCat.Sharp.Commands.Planning;
using NetCat.Sharp.Commands.Reporting;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc HOST PORT…: each port in turn, of each the first address that answers.</summary>
internal sealed class ConnectRun(Invocation call, NcPlan plan)
{
    private readonly List<ResolvedAddress> _addresses = [];

    /// <summary>The exit code: 0 where a TCP port answered, of UDP ports what the last one said.</summary>
    /// <exception cref="NcExit">A name does not resolve, the own address cannot be had, or -q has the program leave.</exception>
    internal int Run()
    {
        Resolve();
        int code = 1;
        foreach (int port in plan.Ports)
        {
            int socket = Connect(port, out string target);
            if (socket < 0)
            {
                continue;
            }

            code = 0;
            if (plan.Verbose)
            {
                if (plan.Transport == Transport.Udp && !UdpProbe.Answers(socket, plan.ProbeSeconds))
                {
                    code = 1;
                    _ = Libc.Close(socket);
                    continue;
                }

                call.Say(Sentences.Connected(target, port, plan.Transport, ServiceOf(port)));
            }

            if (plan.ZeroIo)
            {
                _ = Libc.Close(socket);
            }
            else
            {
                _ = Conversation.Hold(call, plan, socket, closes: true);
            }
        }

        return code;
    }

    /// <summary>Once for all ports: they differ in nothing that a resolver answers.</summary>
    private void Resolve()
    {
        var lookup = new Lookup(plan.Transport, plan.Family, Passive: false, plan.Numeric);
        int error = Resolving.Resolve(plan.Host, null, lookup, _addresses);
        if (error != 0)
        {
            throw new NcExit(1, Sentences.ResolveFailed(plan.Host!, plan.Ports[0], error));
        }
    }

    private int Connect(int port, out string target)
    {
        target = plan.Host!;
        foreach (ResolvedAddress address in _addresses)
        {
            ResolvedAddress to = address with { Address = address.Address.WithPort(port) };
            OpenResult result = Connecting.Open(to, LocalAddress(address.Family), plan.SocketOptions, plan.ConnectTimeout);
            if (result.Opened)
            {
                target = plan.Verbose ? Target(to.Address) : target;
                return result.Descriptor;
            }

            GiveUp(result, to);
            if (plan.Verbose && result.Step is OpenStep.Connect or OpenStep.ConnectTimeout)
            {
                call.Warn(Sentences.ConnectFailed(Target(to.Address), port, plan.Transport, result));
            }
        }

        return -1;
    }

    /// <summary>Leaves at a failure that no other address would mend. A family that the kernel lacks is passed over.</summary>
    private static void GiveUp(in OpenResult result, in ResolvedAddress to)
    {
        switch (result.Step)
        {
            case OpenStep.Bind:
                throw new NcExit(1, $"bind failed: {Errno.Text(result.Errno)}");
            case OpenStep.Option:
            case OpenStep.Socket when result.Errno is Numbers.EMFILE or Numbers.ENFILE:
                throw new NcExit(1, Sentences.OpenFailed(result, to.Family));
        }
    }

    /// <summary>The address of -s and -p in the target's family, or none.</summary>
    private SockAddr LocalAddress(int family)
    {
        if (plan.LocalHost is null && plan.LocalPort is null)
        {
            return default;
        }

        // A name given with -s is looked up even with -n, as nc does it.
        var found = new List<ResolvedAddress>();
        var lookup = new Lookup(plan.Transport, (Family)family, Passive: true, NumericHost: false);
        int error = Resolving.Resolve(plan.LocalHost, plan.LocalPort, lookup, found);
        return error == 0 ? found[0].Address : throw new NcExit(1, Sentences.ResolveFailed(error));
    }

    /// <summary>The host as typed and, where it is another text, its address.</summary>
    private string Target(in SockAddr address)
    {
        if (plan.Numeric || Libc.NameOf(address, numeric: true, out string number, out _) != 0 || number == plan.Host)
        {
            return plan.Host!;
        }

        return $"{plan.Host} ({number})";
    }

    private string ServiceOf(int port)
        => (plan.Numeric ? null : Libc.ServiceOfPort(port, Sentences.Protocol(plan.Transport))) ?? "*";
}
