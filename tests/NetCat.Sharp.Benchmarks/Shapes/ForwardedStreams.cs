using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>1,000 streams through a forwarder at once, each as fast as possible; the rate is the total that arrives at all targets.</summary>
internal sealed class ForwardedStreams : ForwardedLoad
{
    private const int Count = 1000;
    private const int LargestWrite = 64 * 1024;

    // With the largest buffers of the kernel, 1,000 streams would exceed its memory limit for TCP (tcp_mem, tcp(7)).
    private const int BufferSize = 128 * 1024;

    private static readonly TimeSpan s_begin = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(2);

    internal override string Key => "forward-streams";

    internal override string Title => "1,000 streams through a forwarder";

    internal override string Unit => "GiB/s";

    protected override int Buffer => BufferSize;

    internal override IReadOnlyList<Peer> PeersOf(string ours) => Peer.ForwardersInOneProcess(ours, Count);

    protected override Load Drive(int port, int listener, Child forwarder, bool verifies)
    {
        (int[] clients, int[] targets) = Connect(port, listener, Count, BufferSize);
        using Poller poller = new();
        long[] sent = new long[Count];
        long[] received = new long[Count];
        byte[] into = new byte[Pattern.Largest];
        for (int i = 0; i < Count; i++)
        {
            poller.Add(clients[i], Libc.EPOLLOUT, i);
            poller.Add(targets[i], Libc.EPOLLIN, Count + i);
        }

        long all = 0;
        long before = 0;
        bool isBegun = false;
        var watch = Stopwatch.StartNew();
        while (!isBegun || watch.Elapsed < s_window)
        {
            if (!isBegun && watch.Elapsed > s_begin)
            {
                isBegun = true;
                before = all;
                watch.Restart();
            }

            int ready = poller.Wait();
            for (int at = 0; at < ready; at++)
            {
                int id = poller.Id(at);
                if (id < Count)
                {
                    sent[id] += Streams.Send(clients[id], Pattern.At(sent[id], LargestWrite));
                    continue;
                }

                int taken = Streams.Receive(targets[id - Count], into, counts: !verifies);
                if (taken == 0)
                {
                    throw new InvalidOperationException("a stream was closed");
                }

                if (taken > 0 && verifies)
                {
                    Pattern.Verify(into.AsSpan(0, taken), received[id - Count]);
                }

                received[id - Count] += Math.Max(taken, 0);
                all += Math.Max(taken, 0);
            }
        }

        TimeSpan elapsed = watch.Elapsed;
        Descriptors.Close(clients);
        Descriptors.Close(targets);
        const double Gibibyte = 1 << 30;
        return received.Min() == 0
            ? throw new InvalidOperationException("a stream stood still")
            : new Load((all - before) / Gibibyte / elapsed.TotalSeconds, all / Gibibyte);
    }
}
