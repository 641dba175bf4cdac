using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Ports for programs that cannot choose one themselves, and what the kernel's tables say about them.</summary>
internal static class Ports
{
    private const string Listening = "0A";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(10);

    /// <summary>A port that was free for TCP and UDP at every local address a moment ago.</summary>
    internal static int Free()
    {
        using TcpListener listener = new(IPAddress.IPv6Any, 0);
        listener.Server.DualMode = true;
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using Socket datagrams = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = true };
        datagrams.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
        return port;
    }

    internal static async Task ListenedAt(int port)
    {
        if (!await Becomes(() => Rows("tcp").Any(row => row.Local == port && row.State == Listening)))
        {
            throw new TimeoutException($"nobody listens at port {port}");
        }
    }

    /// <summary>Waits until somebody stands at one of these ports or Unix paths, or the patience is over.</summary>
    internal static Task<bool> Taken(IReadOnlyCollection<int> ports, string directory)
        => Becomes(() => Rows("tcp").Where(static row => row.State == Listening).Concat(Rows("udp")).Any(row => ports.Contains(row.Local))
            || Directory.EnumerateFileSystemEntries(directory).Any(static entry => System.IO.Path.GetFileName(entry) == "socket"));

    /// <summary>Waits until the file is there, or the patience is over.</summary>
    internal static Task<bool> Written(string file) => Becomes(() => File.Exists(file));

    /// <summary>Waits until a UDP socket at this port is tied to that one (0: to none), or the patience is over.</summary>
    internal static Task<bool> UdpSocketAt(int local, int remote)
        => Becomes(() => Rows("udp").Concat(Rows("udp6")).Any(row => row.Local == local && row.Remote == remote));

    private static async Task<bool> Becomes(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience)
            {
                return false;
            }

            await Task.Delay(s_glance);
        }

        return true;
    }

    // proc_net(5): number, local address:port, remote address:port, state, all in hexadecimal.
    private static IEnumerable<(int Local, int Remote, string State)> Rows(string table)
        => File.ReadAllLines("/proc/net/" + table)
            .Skip(1)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static fields => (Port(fields[1]), Port(fields[2]), fields[3]));

    private static int Port(string address)
        => int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
