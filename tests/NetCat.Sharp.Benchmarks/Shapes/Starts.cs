using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>A netcat starts, connects to an open port and ends; or, without a port, prints its help.</summary>
internal sealed class Starts(bool connects) : Shape
{
    private const int Times = 50;

    internal override string Key => connects ? "start" : "help";

    internal override string Title => connects ? "start, connect, leave" : "start, print -h";

    internal override string Unit => "starts/s";

    internal override Sample? Run(Peer peer, Workspace workspace)
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Times);
        string[] words = connects ? peer.Asks(((IPEndPoint)listener.LocalEndPoint!).Port) : [peer.Program, "-h"];
        int nothing = Descriptors.Reading("/dev/null");
        int away = Descriptors.Writing("/dev/null");
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < Times; i++)
        {
            _ = Child.Start(connects ? words : ["/bin/sh", "-c", "exec \"$0\" -h 2>&1", peer.Program], nothing, away).Wait();
        }

        watch.Stop();
        Descriptors.Close(nothing, away);
        return new Sample(Times / watch.Elapsed.TotalSeconds);
    }
}
