using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The listening socket that a service manager has opened for this process (sd_listen_fds(3)).</summary>
internal static class SocketActivation
{
    /// <summary>Whether a socket was passed to this process.</summary>
    internal static bool IsThere() => ActivatedSocket.Count > 0;

    /// <summary>Returns the socket, which the caller then owns.</summary>
    /// <exception cref="NcExit">The socket is not of the kind that the options name, or there are several.</exception>
    internal static OwnedDescriptor Take(NcPlan plan)
    {
        int count = ActivatedSocket.Count;
        if (count > 1)
        {
            throw new NcExit(1, $"LISTEN_FDS: {count} sockets are handed in, one is wanted");
        }

        int error = ActivatedSocket.Take(plan.Transport, plan.IsUnix, out bool fits);
        if (error < 0)
        {
            throw NcExit.Failed("LISTEN_FDS", -error);
        }

        if (!fits)
        {
            throw new NcExit(1, $"LISTEN_FDS: not a {Kind(plan)} socket");
        }

        SocketOptionReport.SetOnActivated(plan, ActivatedSocket.Descriptor);
        return new OwnedDescriptor(ActivatedSocket.Descriptor);
    }

    private static string Kind(NcPlan plan) => plan switch
    {
        { IsUnix: true, Transport: Transport.Udp } => "Unix datagram",
        { IsUnix: true } => "listening Unix",
        { Transport: Transport.Udp } => "UDP",
        { Transport: Transport.Dccp } => "listening DCCP",
        _ => "listening TCP",
    };
}
