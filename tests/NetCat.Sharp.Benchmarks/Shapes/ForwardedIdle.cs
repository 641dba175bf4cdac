using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>
/// The memory of idle connections: the forwarder's resident memory with all of them, minus that with one. There are as many connections as the
/// limit of descriptors allows, at most 10,000; each has passed a byte each way. The rate for the chart is connections in a mebibyte.
/// </summary>
internal sealed class ForwardedIdle : ForwardedLoad
{
    private const double Kibibytes = 1024;

    private const int Most = 10_000;

    /// <summary>Descriptors of either process other than the two for each connection, such as haproxy's pipes.</summary>
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

    /// <summary>The resident memory of a process in KiB, without memory that it shares with other processes.</summary>
    private static long Resident(int process) => Number($"/proc/{process}/smaps_rollup", "Private_Dirty:");

    private static int Count() => (int)Math.Min(Most, (Number("/proc/self/limits", "Max open files") - Others) / 2);

    private static long Number(string file, string line)
        => long.Parse(
            File.ReadLines(file).First(text => text.StartsWith(line, StringComparison.Ordinal))[line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
            CultureInfo.InvariantCulture);
}
