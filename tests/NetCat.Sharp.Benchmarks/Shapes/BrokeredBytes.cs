using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>
/// One client of a broker sends, all others receive; the rate is the total of all receivers. All clients run in one thread of this program. A
/// measured run counts the bytes without copying them, so that the rate is the broker's.
/// </summary>
internal sealed class BrokeredBytes(int receivers) : Shape
{
    private const int Sender = -1;

    /// <summary>The most connections that wait at a broker: ncat's listen backlog is 10.</summary>
    private const int Backlog = 8;
    private const int LargestWrite = 64 * 1024;

    internal override string Key => receivers == 100 ? "broker" : $"broker-{receivers}";

    internal override string Title => string.Create(CultureInfo.InvariantCulture, $"--broker, one sender, {receivers:N0} receivers");

    internal override string Unit => "GiB/s";

    internal override IReadOnlyList<Peer> PeersOf(string ours) => Peer.Brokers(ours, receivers + 1);

    internal override Sample? Run(Peer peer, Workspace workspace) => Move(peer, workspace, memory: null);

    internal override long Verify(Peer peer, Workspace workspace)
    {
        using ResidentMemory memory = new();
        _ = Move(peer, workspace, memory);
        return memory.PeakKibibytes;
    }

    /// <param name="peer">The broker.</param>
    /// <param name="workspace">Has the total number of bytes for all receivers.</param>
    /// <param name="memory">Not null in the run that verifies each byte.</param>
    private Sample Move(Peer peer, Workspace workspace, ResidentMemory? memory)
    {
        int port = Workspace.FreePort();
        int nothing = Descriptors.Reading("/dev/null");
        int away = Descriptors.Writing("/dev/null");
        Child broker = Child.Start(peer.Broker!(port), nothing, away);
        double processor = 0;
        TimeSpan elapsed;
        long each = workspace.Bytes / receivers;
        int[] sockets = new int[receivers + 1];
        try
        {
            Workspace.AwaitListener(new Meeting(port));
            memory?.Watch(broker.Id, broker.Id);

            // The sender connects once all receivers are connected.
            for (int i = 0; i < sockets.Length; i++)
            {
                if (i % Backlog == 0 || i == receivers)
                {
                    Workspace.AwaitAccepted(port);
                }

                sockets[i] = Streams.Connect(port);
            }

            elapsed = Receive(sockets, each, verifies: memory is not null);
        }
        finally
        {
            processor = broker.End();
            Descriptors.Close(sockets);
            Descriptors.Close(nothing, away);
        }

        double gibibytes = each * receivers / Math.Pow(2, 30);
        return new Sample(gibibytes / elapsed.TotalSeconds, processor / gibibytes);
    }

    private static TimeSpan Receive(int[] sockets, long each, bool verifies)
    {
        using Poller poller = new();
        for (int i = 0; i < sockets.Length - 1; i++)
        {
            poller.Add(sockets[i], Libc.EPOLLIN, i);
        }

        int sender = sockets[^1];
        poller.Add(sender, Libc.EPOLLOUT, Sender);
        byte[] into = new byte[Pattern.Largest];
        long[] received = new long[sockets.Length - 1];
        int unfinished = received.Length;
        long sent = 0;
        var watch = Stopwatch.StartNew();
        while (unfinished > 0)
        {
            int ready = poller.Wait();
            for (int at = 0; at < ready; at++)
            {
                int id = poller.Id(at);
                if (id == Sender)
                {
                    sent += Streams.Send(sender, Pattern.At(sent, (int)Math.Min(LargestWrite, each - sent)));
                    if (sent == each)
                    {
                        poller.Remove(sender);
                    }

                    continue;
                }

                int taken = Streams.Receive(sockets[id], into, counts: !verifies);
                if (taken == 0)
                {
                    throw new InvalidOperationException(FormattableString.Invariant($"receiver {id} was closed after {received[id]} of {each} bytes"));
                }

                if (taken > 0)
                {
                    if (verifies)
                    {
                        Pattern.Verify(into.AsSpan(0, taken), received[id]);
                    }

                    received[id] += taken;
                    unfinished -= received[id] == each ? 1 : 0;
                }
            }
        }

        return watch.Elapsed;
    }
}
