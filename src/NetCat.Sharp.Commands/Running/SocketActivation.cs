using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>A listening socket that a service manager made and left open for us (sd_listen_fds(3)).</summary>
internal static class SocketActivation
{
    /// <summary>SD_LISTEN_FDS_START: where the first one is.</summary>
    private const int Descriptor = 3;

    /// <summary>Whether one was handed in, to this process and not to one that started it.</summary>
    internal static bool IsThere() => Count() > 0 && NumberOf("LISTEN_PID") == Environment.ProcessId;

    /// <summary>The descriptor, kept from programs that this one may start.</summary>
    /// <exception cref="NcExit">It is not what the options say, or there are several.</exception>
    internal static int Take(NcPlan plan)
    {
        int count = Count();
        if (count > 1)
        {
            throw new NcExit(1, $"LISTEN_FDS: {count} sockets are handed in, one is wanted");
        }

        int error = Libc.GetOption(Descriptor, Constants.SOL_SOCKET, Constants.SO_TYPE, out int type);
        if (error < 0)
        {
            throw NcExit.Failed("LISTEN_FDS", -error);
        }

        if (type != Transports.SocketType(plan.Transport) || IsUnix() != plan.IsUnix || (plan.Transport != Transport.Udp && !Listens()))
        {
            throw new NcExit(1, $"LISTEN_FDS: not a {Kind(plan)} socket");
        }

        Libc.CloseOnExec(Descriptor);
        return Descriptor;
    }

    private static int Count() => NumberOf("LISTEN_FDS");

    private static int NumberOf(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : 0;

    private static bool IsUnix()
        => Libc.GetOption(Descriptor, Constants.SOL_SOCKET, Constants.SO_DOMAIN, out int family) == 0 && family == Constants.AF_UNIX;

    private static bool Listens()
        => Libc.GetOption(Descriptor, Constants.SOL_SOCKET, Constants.SO_ACCEPTCONN, out int listens) == 0 && listens != 0;

    private static string Kind(NcPlan plan) => plan switch
    {
        { IsUnix: true, Transport: Transport.Udp } => "Unix datagram",
        { IsUnix: true } => "listening Unix",
        { Transport: Transport.Udp } => "UDP",
        { Transport: Transport.Dccp } => "listening DCCP",
        _ => "listening TCP",
    };
}
