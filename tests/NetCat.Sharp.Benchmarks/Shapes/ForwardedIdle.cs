using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>
/// Memory of idle connections: what the forwarder has resident with all of them beyond what it had without. As many connections as the limit
/// of descriptors allows, 10,000 at most; each has passed a byte each way. A rate for the chart: connections in a mebibyte.
/// </summary>
internal sealed class ForwardedIdle : ForwardedLoad
{
    private const double Kibibytes = 1024;

    private const int Most = 10_000;

    /// <summary>Descriptors of either process besides those of connections, which have two in each; haproxy's pipes among them.</summary>
    private const int Others = 800;

    internal override string Key => "forward-idle";

    internal override string Title => "idle connections through a forwarder";

    internal override string Unit => "connections/MiB";

    internal override string Work => "1,000 connections";

    internal override IReadOnlyList<Peer> PeersOf(string ours) => Peer.ForwardersInOneProcess(ours, Count());

    internal override string InWords(double rate) => FormattableString.Invariant($"{Kibibytes / rate:0.00} KiB each");

    protected override Load Drive(int port, int listener, Child forwarder, bool verifies)
    {
        int count = Count();
        (int[] first, int[] firstTargets) = Connect(port, listener, 1);
        long before = Resident(forwarder.Id);
        (int[] clients, int[] targets) = Connect(port, listener, count - 1);
        long after = Resident(forwarder.Id);
        foreach (int[] sockets in new[] { first, firstTargets, clients, targets })
        {
            Descriptors.Close(sockets);
        }

        return new Load((count - 1) * Kibibytes / Math.Max(after - before, 1), count / 1000.0);
    }

    /// <summary>KiB that a process has resident, without what other processes have too.</summary>
    private static long Resident(int process) => Number($"/proc/{process}/smaps_rollup", "Private_Dirty:");

    private static int Count() => (int)Math.Min(Most, (Number("/proc/self/limits", "Max open files") - Others) / 2);

    private static long Number(string file, string line)
        => long.Parse(
            File.ReadLines(file).First(text => text.StartsWith(line, StringComparison.Ordinal))[line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
            CultureInfo.InvariantCulture);
}
