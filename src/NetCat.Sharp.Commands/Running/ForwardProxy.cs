using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Texts;
using NetCat.Sharp.IO;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>-x with --forward: connects to the target through a proxy. It runs on threads other than the loop's, so it writes no events.</summary>
internal sealed class ForwardProxy
{
    /// <summary>The limit for each reply of the proxy without -w, so that a silent proxy does not occupy a thread forever.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly ProxyPlan _proxy;
    private readonly ForwardTarget _target;

    internal ForwardProxy(RunContext call, NcPlan plan, ProxyPlan proxy, ForwardTarget target)
    {
        _call = call with { Events = null };

        // The socket options of the command line apply to the listener.
        _plan = plan with { SocketOptions = [], Family = Family.Any, ConnectTimeout = plan.ConnectTimeout ?? s_patience };
        (_proxy, _target) = (proxy, target);
    }

    /// <summary>Returns a socket that the proxy has connected to the target, or the reason for the failure.</summary>
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
