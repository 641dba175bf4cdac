using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>-x with --forward: the proxy on the way to the target. It is called on threads beside the loop, so it writes no event.</summary>
internal sealed class ForwardProxy
{
    /// <summary>For each answer of the proxy without -w: a silent one must not hold a thread for ever.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly ProxyPlan _proxy;
    private readonly ForwardTarget _target;

    internal ForwardProxy(RunContext call, NcPlan plan, ProxyPlan proxy, ForwardTarget target)
    {
        _call = call with { Events = null };

        // The options of the command line are those of the listener.
        _plan = plan with { SocketOptions = [], Family = Family.Any, ConnectTimeout = plan.ConnectTimeout ?? s_patience };
        (_proxy, _target) = (proxy, target);
    }

    /// <summary>A socket that the proxy has connected to the target, or why there is none.</summary>
    internal DialedTarget Dial()
    {
        try
        {
            OwnedDescriptor? socket = new ProxyDialer(_call, _plan, _proxy).Dial(_target.Host, _target.Port);
            if (socket is null)
            {
                return new DialedTarget(null, Sentences.ProxyUnreachable(_proxy.Host, _proxy.Port));
            }

            Descriptors.SetNonBlocking(socket.Number);
            Descriptors.CloseOnExec(socket.Number);
            return new DialedTarget(socket);
        }
        catch (NcExit failure)
        {
            return new DialedTarget(null, failure.Line ?? "");
        }
    }
}
