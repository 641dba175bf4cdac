using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>
/// New connections through a forwarder, eight at once: connect, send a line, receive a line,
/// close. A connection counts when its client has read the line.
/// </summary>
internal sealed class ForwardedConnections(int workers) : ForwardedLoad
{
    private const int AtOnce = 8;
    private const int Listener = 1 << 20;
    private const double Thousand = 1000;

    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(2);

    private static ReadOnlySpan<byte> Question => "a line there\n"u8;

    private static ReadOnlySpan<byte> Answer => "a line back\n"u8;

    internal override string Key => workers == 1 ? "forward-connects" : $"forward-connects-{workers}";

    internal override string Title => workers == 1 ? "new connections through a forwarder" : $"new connections through a forwarder with {workers} workers";

    internal override string Unit => "connections/s";

    internal override string Work => "1,000 connections";

    internal override IReadOnlyList<Peer> PeersOf(string ours) => [.. Peer.Forwarders(ours, workers).Where(static peer => peer.Name != "ncat")];

    protected override Load Drive(int port, int listener, Child forwarder, bool verifies)
    {
        using Poller poller = new();
        poller.Add(listener, Libc.EPOLLIN, Listener);
        int[] clients = new int[AtOnce];
        HashSet<int> targets = [];
        for (int i = 0; i < AtOnce; i++)
        {
            Begin(i);
        }

        long done = 0;
        byte[] into = new byte[64];
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < s_window)
        {
            int ready = poller.Wait();
            for (int at = 0; at < ready; at++)
            {
                int id = poller.Id(at);
                if (id == Listener)
                {
                    for (int accepted = Streams.Accept(listener); accepted >= 0; accepted = Streams.Accept(listener))
                    {
                        _ = targets.Add(accepted);
                        poller.Add(accepted, Libc.EPOLLIN, Listener + accepted);
                    }
                }
                else if (id > Listener)
                {
                    Reply(id - Listener, into);
                }
                else if (!poller.IsReadable(at))
                {
                    Verify(Streams.Send(clients[id], Question) == Question.Length);
                    poller.Change(clients[id], Libc.EPOLLIN, id);
                }
                else
                {
                    int taken = Streams.Receive(clients[id], into);
                    Verify(into.AsSpan(0, Math.Max(taken, 0)).SequenceEqual(Answer));
                    Descriptors.Close(clients[id]);
                    done++;
                    Begin(id);
                }
            }
        }

        double rate = done / watch.Elapsed.TotalSeconds;
        Descriptors.Close(clients);
        Descriptors.Close([.. targets]);
        return new Load(rate, done / Thousand);

        void Begin(int id)
        {
            clients[id] = Streams.Connect(port);
            poller.Add(clients[id], Libc.EPOLLOUT, id);
        }

        void Reply(int socket, Span<byte> into)
        {
            int taken = Streams.Receive(socket, into);
            Verify(taken == 0 || into[..Math.Max(taken, 0)].SequenceEqual(Question));
            if (taken > 0)
            {
                _ = Streams.Send(socket, Answer);
                return;
            }

            _ = targets.Remove(socket);
            Descriptors.Close(socket);
        }
    }

    private static void Verify(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidOperationException("a connection lost its line");
        }
    }
}
