using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Probes a UDP port: sends a datagram, and determines from the reply whether the port is open.</summary>
internal static class UdpProbe
{
    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Probes like netcat-openbsd: false if ICMP reports a refusal, true also if there is no reply. Sends two datagrams at once and one after each
    /// second.
    /// </summary>
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
    /// Sends a datagram at once and again after each second, and returns what the reply means. IP_RECVERR is set, so that the kernel reports every
    /// ICMP error; without it a connected socket receives only refusals (ip(7)).
    /// </summary>
    /// <param name="socket">A connected socket.</param>
    /// <param name="family">The family of the socket.</param>
    /// <param name="until">The end of the wait.</param>
    /// <param name="error">The errno of <see cref="UdpVerdict.Unreachable"/>.</param>
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
