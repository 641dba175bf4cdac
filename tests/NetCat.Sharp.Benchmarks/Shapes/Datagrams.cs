using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>Datagrams of 100 bytes: how many a netcat sends from its stdin, or how many it writes of a flood that it receives.</summary>
internal sealed class Datagrams(bool sends) : Shape
{
    private const int Count = 100_000;
    private const int Size = 100;
    private const int QuietMilliseconds = 200;
    private static readonly TimeSpan s_warming = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(1);

    internal override string Key => sends ? "udp-send" : "udp-take";

    internal override string Title => sends ? "UDP, sent" : "UDP, received of a flood";

    internal override string Unit => sends ? "datagrams/s" : "of 1,000";

    internal override Sample? Run(Peer peer, Workspace workspace) => sends ? Send(peer) : Take(peer, workspace);

    /// <summary>
    /// Counts the datagrams that the kernel sent in a second, not the packets written to the netcat:
    /// one that joins two packets sends half as many datagrams.
    /// </summary>
    private static Sample Send(Peer peer)
    {
        using Socket sink = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sink.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        (int reader, int writer) = Descriptors.PacketPipe();
        int away = Descriptors.Writing("/dev/null");
        Child sender = Child.Start(peer.SendsDatagrams(((IPEndPoint)sink.LocalEndPoint!).Port), reader, away);
        Descriptors.Close(reader);
        byte[] datagram = new byte[Size];
        Feed(writer, datagram, s_warming);
        long before = Sent();
        var watch = Stopwatch.StartNew();
        Feed(writer, datagram, s_window);
        long sent = Sent() - before;
        watch.Stop();
        Descriptors.Close(writer);
        _ = sender.End();
        Descriptors.Close(away);
        return new Sample(sent / watch.Elapsed.TotalSeconds);
    }

    private static void Feed(int writer, byte[] datagram, TimeSpan length)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < length && Descriptors.Write(writer, datagram))
        {
        }
    }

    /// <summary>The number of datagrams that this host has sent (proc_net(5), snmp: the fourth figure of UDP).</summary>
    private static long Sent()
    {
        string figures = File.ReadLines("/proc/net/snmp").Last(line => line.StartsWith("Udp:", StringComparison.Ordinal));
        return long.Parse(figures.Split(' ')[4], CultureInfo.InvariantCulture);
    }

    private static Sample Take(Peer peer, Workspace workspace)
    {
        int port = Workspace.FreePort(SocketType.Dgram);
        int nothing = Descriptors.Reading("/dev/null");
        int target = Descriptors.Writing(workspace.Target);
        Child taker = Child.Start(peer.TakesDatagrams(port), nothing, target);
        Workspace.AwaitListener(new Meeting(port), "/proc/net/udp", "07");
        using Socket source = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        source.Connect(new IPEndPoint(IPAddress.Loopback, port));
        byte[] datagram = new byte[Size];

        // The same rate for all: after each burst, wait until the average is at most 100,000 datagrams a second.
        const int Burst = 50;
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < Count; i++)
        {
            _ = source.Send(datagram);
            if (i % Burst == 0)
            {
                TimeSpan due = TimeSpan.FromSeconds(i / 100_000.0);
                while (Stopwatch.GetElapsedTime(began) < due)
                {
                }
            }
        }

        AwaitQuiet(workspace.Target);
        _ = taker.End();
        Descriptors.Close(nothing, target);
        return new Sample(1000.0 * new FileInfo(workspace.Target).Length / Size / Count);
    }

    private static void AwaitQuiet(string file)
    {
        long length = -1;
        var still = Stopwatch.StartNew();
        while (still.ElapsedMilliseconds < QuietMilliseconds)
        {
            long now = new FileInfo(file).Length;
            if (now != length)
            {
                length = now;
                still.Restart();
            }
        }
    }
}
