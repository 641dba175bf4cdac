using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace NetCat.Sharp.Testing;

/// <summary>Free ports for programs that cannot choose one themselves, and states of ports in the kernel's tables.</summary>
public static class Ports
{
    // Below the range of ephemeral ports (ip_local_port_range), so that no outgoing connection can take a port first; above the ports of the
    // scenarios' addresses.
    private const int First = 25_500;
    private const int Count = 7_000;

    private static int s_next = Random.Shared.Next(Count);

    /// <summary>A port that is free for TCP and UDP at every local address, and that this process has not given out before.</summary>
    public static int Free()
    {
        while (true)
        {
            int port = First + (int)((uint)Interlocked.Increment(ref s_next) % Count);
            if (!SocketRow.All().Any(row => row.Local.Port == port || row.Remote.Port == port) && CanBind(port))
            {
                return port;
            }
        }
    }

    /// <summary>Waits until a TCP socket is listening at this port, over IPv4.</summary>
    /// <exception cref="TimeoutException">No socket listens there.</exception>
    public static Task ListenedAt(int port)
        => Until.Holds(() => SocketRow.States("tcp", port).Contains("LISTEN"), $"a listener at port {port}");

    /// <summary>
    /// Waits until one of these ports has a TCP listener or a UDP socket, or the directory has
    /// a file named "socket"; false if the limit passed first.
    /// </summary>
    public static Task<bool> Taken(IReadOnlyCollection<int> ports, string directory)
        => Until.True(
            () => SocketRow.In("tcp").Where(static row => row.State == "LISTEN").Concat(SocketRow.In("udp")).Any(row => ports.Contains(row.Local.Port))
                || Directory.EnumerateFileSystemEntries(directory).Any(static entry => Path.GetFileName(entry) == "socket"),
            Until.Patience);

    /// <summary>Waits until the file exists; false if the limit passed first.</summary>
    public static Task<bool> Written(string file) => Until.True(() => File.Exists(file), Until.Patience);

    /// <summary>Waits until a UDP socket at this port is connected to the remote port (0: to none); false if the limit passed first.</summary>
    public static Task<bool> UdpSocketAt(int local, int remote)
        => Until.True(
            () => SocketRow.In("udp").Concat(SocketRow.In("udp6")).Any(row => row.Local.Port == local && row.Remote.Port == remote),
            Until.Patience);

    private static bool CanBind(int port)
    {
        try
        {
            using var stream = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Unspecified) { DualMode = true };
            stream.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
            using var datagram = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Unspecified) { DualMode = true };
            datagram.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
