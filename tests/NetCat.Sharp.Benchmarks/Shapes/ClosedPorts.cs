using System.Diagnostics;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>A scan of 20,000 ports of this host, almost all of them closed.</summary>
internal sealed class ClosedPorts : Shape
{
    private const int First = 10_001;
    private const int Count = 20_000;

    internal override string Key => "scan";

    internal override string Title => "scan, 20,000 closed ports";

    internal override string Unit => "ports/s";

    internal override Sample? Run(Peer peer, Workspace workspace)
    {
        if (peer.Scans(Meeting.Host, First, First + Count - 1) is not { } words)
        {
            return null;
        }

        int nothing = Descriptors.Reading("/dev/null");
        int away = Descriptors.Writing("/dev/null");
        var watch = Stopwatch.StartNew();
        _ = Child.Start(words, nothing, away).Wait(0, 1);
        watch.Stop();
        Descriptors.Close(nothing, away);
        return new Sample(Count / watch.Elapsed.TotalSeconds);
    }
}
