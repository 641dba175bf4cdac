using System;
using System.Collections.Generic;
using System.Diagnostics;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>
/// One byte there and back on each of 1,000 connections at once: the time within which 99 of 100 return. The chart shows its inverse as a rate.
/// </summary>
internal sealed class ForwardedBytes : ForwardedLoad
{
    private const int Count = 1000;
    private const double Thousand = 1000;

    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(2);

    internal override string Key => "forward-byte";

    internal override string Title => "a byte there and back, 1,000 connections, 99th percentile";

    internal override string Unit => "1/s";

    internal override string Work => "1,000 bytes";

    internal override IReadOnlyList<Peer> PeersOf(string ours) => Peer.ForwardersInOneProcess(ours, Count);

    internal override string InWords(double rate) => FormattableString.Invariant($"{Thousand / rate:0.00} ms");

    protected override Load Drive(int port, int listener, Child forwarder, bool verifies)
    {
        (int[] clients, int[] targets) = Connect(port, listener, Count);
        using Poller poller = new();
        long[] began = new long[Count];
        byte[] values = new byte[Count];
        List<double> seconds = new(1 << 20);
        byte[] one = new byte[2];
        for (int i = 0; i < Count; i++)
        {
            poller.Add(targets[i], Libc.EPOLLIN, Count + i);
            poller.Add(clients[i], Libc.EPOLLIN, i);
            Ask(i);
        }

        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < s_window)
        {
            int ready = poller.Wait();
            for (int at = 0; at < ready; at++)
            {
                int id = poller.Id(at);
                int taken = Streams.Receive(id < Count ? clients[id] : targets[id - Count], one);
                if (taken != 1 || (id < Count && one[0] != values[id]))
                {
                    throw new InvalidOperationException("another byte came than was sent");
                }

                if (id >= Count)
                {
                    _ = Streams.Send(targets[id - Count], one.AsSpan(0, 1));
                    continue;
                }

                seconds.Add(Stopwatch.GetElapsedTime(began[id]).TotalSeconds);
                Ask(id);
            }
        }

        Descriptors.Close(clients);
        Descriptors.Close(targets);
        seconds.Sort();
        return new Load(1 / seconds[(int)(seconds.Count * 0.99)], seconds.Count / Thousand);

        void Ask(int id)
        {
            began[id] = Stopwatch.GetTimestamp();
            one[0] = ++values[id];
            _ = Streams.Send(clients[id], one.AsSpan(0, 1));
        }
    }
}
