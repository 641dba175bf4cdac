using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace NetCat.Sharp.Lab;

/// <summary>The settings of an experiment: the address family, and the token that stops it.</summary>
internal sealed record Lab(bool Ipv6, CancellationToken Stop)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(4);
    private const int LowestPort = 24000;
    private const int HighestPort = 32000;

    /// <summary>AF_INET or AF_INET6, the kernel's number of the family.</summary>
    internal int Family => Any.Family;

    internal string FamilyName => Ipv6 ? "ipv6" : "ipv4";

    internal SockAddr Any => At(Ipv6 ? IPAddress.IPv6Any : IPAddress.Any);

    internal SockAddr Loopback => At(Ipv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback);

    internal static string Kernel { get; } = "Linux " + File.ReadAllText("/proc/sys/kernel/osrelease").Trim();

    internal static SockAddr At(IPAddress address, int port = 0) => SockAddr.From(new IPEndPoint(address, port));

    /// <summary>Ends the run with status 77 if the machine has no address of the requested family.</summary>
    internal void RequireFamily()
    {
        try
        {
            using NetSocket probe = NetSocket.Create(Family, Transport.Udp);
            probe.Bind(Loopback);
        }
        catch (SocketException exception)
        {
            throw new LabExit(LabExit.Missing, $"no {(Ipv6 ? "IPv6" : "IPv4")} loopback address here: {exception.Message}");
        }
    }

    /// <summary>
    /// A port that is free for TCP and UDP on every address. It is outside the range from which the kernel assigns ports,
    /// so that no connect of another process takes it.
    /// </summary>
    internal int FreePort()
    {
        for (int tries = 0; tries < 1000; tries++)
        {
            int port = Random.Shared.Next(LowestPort, HighestPort);
            if (IsFree(port, Transport.Tcp) && IsFree(port, Transport.Udp))
            {
                return port;
            }
        }

        throw new LabExit(LabExit.Error, $"no free port between {LowestPort} and {HighestPort}");
    }

    /// <summary>Polls until the condition holds; false if the time is over.</summary>
    internal bool Await(Func<bool> isSo, TimeSpan limit)
    {
        long started = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Stop.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                return false;
            }

            _ = Stop.WaitHandle.WaitOne(s_lookAgain);
        }

        return true;
    }

    /// <summary>As <see cref="Await"/>, but ends the experiment if the time is over.</summary>
    internal void Require(Func<bool> isSo, string what)
    {
        if (!Await(isSo, s_patience))
        {
            throw new LabExit(LabExit.Error, $"waited {s_patience.Seconds} s in vain for {what}");
        }
    }

    private bool IsFree(int port, Transport transport)
    {
        try
        {
            using NetSocket probe = NetSocket.Create(Family, transport);
            probe.Bind(Any.WithPort(port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
