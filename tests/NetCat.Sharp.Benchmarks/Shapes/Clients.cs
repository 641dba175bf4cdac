using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>
/// One client after the other at a listener with -k: connect, send a line, half-close, and wait until the listener has closed too. The rate is that
/// of the median client, so that clients delayed by other work on the machine do not count.
/// </summary>
internal sealed class Clients : Shape
{
    private const int Count = 2000;

    internal override string Key => "clients";

    internal override string Title => "-k, one client after the other";

    internal override string Unit => "clients/s";

    internal override Sample? Run(Peer peer, Workspace workspace)
    {
        int port = Workspace.FreePort();
        if (peer.Keeps(port) is not { } words)
        {
            return null;
        }

        int nothing = Descriptors.Reading("/dev/null");
        int away = Descriptors.Writing("/dev/null");
        Child listener = Child.Start(words, nothing, away);
        Workspace.AwaitListener(new Meeting(port));
        byte[] line = "a line\n"u8.ToArray();
        byte[] rest = new byte[16];
        double[] seconds = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            long began = Stopwatch.GetTimestamp();
            using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(new IPEndPoint(IPAddress.Loopback, port));
            _ = client.Send(line);
            client.Shutdown(SocketShutdown.Send);
            while (client.Receive(rest) > 0)
            {
            }

            seconds[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        _ = listener.End();
        Descriptors.Close(nothing, away);
        Array.Sort(seconds);
        return new Sample(1 / seconds[Count / 2]);
    }
}
