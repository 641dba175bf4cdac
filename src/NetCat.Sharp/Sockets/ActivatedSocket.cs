using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>The listening socket that a service manager has opened for this process (sd_listen_fds(3)).</summary>
internal static class ActivatedSocket
{
    /// <summary>SD_LISTEN_FDS_START: the number of the first passed descriptor.</summary>
    internal const int Descriptor = 3;

    /// <summary>The number of passed sockets; 0 if they were passed to another process.</summary>
    internal static int Count => NumberOf("LISTEN_PID") == Environment.ProcessId ? Math.Max(NumberOf("LISTEN_FDS"), 0) : 0;

    /// <summary>
    /// Takes the socket and makes it closed on exec; 0 or minus errno. Reports whether the socket is of the wanted kind and, if it is a stream,
    /// listens.
    /// </summary>
    internal static int Take(Transport transport, bool isUnix, out bool fits)
    {
        int error = Libc.GetOption(Descriptor, Constants.SOL_SOCKET, Constants.SO_TYPE, out int type);
        fits = error == 0
            && type == Transports.SocketType(transport)
            && (Option(Constants.SO_DOMAIN) == Constants.AF_UNIX) == isUnix
            && (transport == Transport.Udp || Option(Constants.SO_ACCEPTCONN) > 0);
        Libc.CloseOnExec(Descriptor);
        return error;
    }

    private static int Option(int name) => Libc.GetOption(Descriptor, Constants.SOL_SOCKET, name, out int value) < 0 ? -1 : value;

    private static int NumberOf(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : 0;
}
