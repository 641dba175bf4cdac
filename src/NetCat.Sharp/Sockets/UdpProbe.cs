using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Probes of a UDP port: a datagram is sent, and what comes back shows whether the port is open.</summary>
internal static class UdpProbe
{
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(1);

    /// <summary>netcat-openbsd's probe: false where ICMP reports a refusal, true also where nothing comes back. Sends two datagrams at once and one after each second.</summary>
    internal static bool Answers(int socket, Deadline until, TerminationSignals? signals)
    {
        if (Send(socket) != 1 || Send(socket) == -Constants.ECONNREFUSED)
        {
            return false;
        }

        while (!until.IsOver)
        {
            Pause.Until(Deadline.In(s_pace).Or(until), signals is null ? null : signals.HasCome);
            if (signals?.HasCome() == true)
            {
                return true;
            }

            if (Send(socket) == -Constants.ECONNREFUSED)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// What comes back to a datagram that is sent at once and again after each second. IP_RECVERR is set, so that the kernel reports
    /// every ICMP error; without it a connected socket sees refusals alone (ip(7)).
    /// </summary>
    /// <param name="socket">Connected.</param>
    /// <param name="family">Its family.</param>
    /// <param name="until">How long to wait.</param>
    /// <param name="error">errno of <see cref="UdpVerdict.Unreachable"/>.</param>
    internal static UdpVerdict Ask(int socket, int family, Deadline until, out int error)
    {
        bool v6 = family == Constants.AF_INET6;
        _ = Libc.SetOption(socket, v6 ? Constants.IPPROTO_IPV6 : Constants.IPPROTO_IP, v6 ? Constants.IPV6_RECVERR : Constants.IP_RECVERR, 1);
        Span<byte> nothing = stackalloc byte[1];
        while (!until.IsOver)
        {
            int told = Send(socket);
            if (told >= 0 && Readiness.Await(socket, Constants.POLLIN, Deadline.In(s_pace).Or(until)))
            {
                told = Libc.ReceiveFrom(socket, nothing, Constants.MSG_DONTWAIT, out _);
                if (told >= 0)
                {
                    error = 0;
                    return UdpVerdict.Open;
                }
            }

            if (told < 0 && !SystemError.IsTransient(-told))
            {
                error = -told;
                return told == -Constants.ECONNREFUSED ? UdpVerdict.Closed : UdpVerdict.Unreachable;
            }
        }

        error = 0;
        return UdpVerdict.NoAnswer;
    }

    private static int Send(int socket) => Libc.Write(socket, "X"u8);
}
