using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>Counts has one number for each socket, in the order of bind. PValue is the probability of a chi-square value that is at least as
/// large if every socket is equally likely.</summary>
internal sealed record BalanceReport(
    string Experiment,
    string Kernel,
    string Family,
    string Protocol,
    int Connections,
    IReadOnlyList<int> Counts,
    double ChiSquare,
    int DegreesOfFreedom,
    double PValue,
    IReadOnlyList<int>? OneSourceCounts);

/// <summary>"The kernel spreads connections and datagrams over the sockets": counts what each socket receives, and from how many source ports.</summary>
internal sealed class Balance : IDisposable
{
    /// <summary>The number of senders that are open at the same time, far below the usual limit of 1024 descriptors. Their ports differ.</summary>
    private const int Batch = 100;

    private const int OneSourceDatagrams = 100;

    private readonly Lab _lab;
    private readonly Transport _transport;
    private readonly NetSocket[] _receivers;
    private readonly int[] _counts;
    private readonly HashSet<int> _seen = [];

    private Balance(Lab lab, Transport transport, int sockets)
    {
        _lab = lab;
        _transport = transport;
        _counts = new int[sockets];
        _receivers = new NetSocket[sockets];
        SockAddr address = lab.Loopback;
        for (int i = 0; i < sockets; i++)
        {
            _receivers[i] = NetSocket.Create(lab.Family, transport);
            Reuse.ByPort.ApplyTo(_receivers[i]);
            _receivers[i].Bind(address);
            address = _receivers[i].LocalAddress;
            if (transport == Transport.Tcp)
            {
                _receivers[i].StartListening(Batch);
            }
        }
    }

    private SockAddr Address => _receivers[0].LocalAddress;

    internal static BalanceReport Run(Lab lab, Transport transport, int sockets, int connections)
    {
        using var balance = new Balance(lab, transport, sockets);
        while (balance._seen.Count < connections)
        {
            lab.Stop.ThrowIfCancellationRequested();
            balance.Run(Math.Min(Batch, connections - balance._seen.Count));
        }

        int[] counts = [.. balance._counts];
        double chiSquare = ChiSquare.OfEvenSplit(counts);
        return new BalanceReport(
            "reuse-balance",
            Lab.Kernel,
            lab.FamilyName,
            transport == Transport.Tcp ? "tcp" : "udp",
            connections,
            counts,
            Math.Round(chiSquare, 4),
            sockets - 1,
            ChiSquare.UpperTail(chiSquare, sockets - 1),
            transport == Transport.Udp ? balance.PlayFromOneSource() : null);
    }

    public void Dispose()
    {
        foreach (NetSocket? receiver in _receivers)
        {
            receiver?.Abort();
        }
    }

    /// <summary>Opens this number of senders, each with a port of its own. A sender whose port an earlier batch had does not count.</summary>
    private void Run(int senders)
    {
        List<NetSocket> open = [];
        try
        {
            for (int i = 0; i < senders; i++)
            {
                NetSocket sender = NetSocket.Create(_lab.Family, _transport);
                open.Add(sender);
                sender.ConnectTo(Address);
                if (_transport == Transport.Udp)
                {
                    _ = sender.Send([1]);
                }
            }

            int arrived = 0;
            _lab.Require(() => (arrived += Collect(OnlyNew)) >= senders, $"{senders} arrivals");
        }
        finally
        {
            open.ForEach(static sender => sender.Abort());
        }
    }

    private void OnlyNew(int receiver, int port) => _counts[receiver] += _seen.Add(port) ? 1 : 0;

    private int[] PlayFromOneSource()
    {
        int[] counts = new int[_receivers.Length];
        using NetSocket sender = NetSocket.Create(_lab.Family, Transport.Udp);
        sender.Bind(_lab.Loopback);
        for (int i = 0; i < OneSourceDatagrams; i++)
        {
            _ = sender.SendTo([1], Address);
        }

        int arrived = 0;
        _lab.Require(() => (arrived += Collect((receiver, _) => counts[receiver]++)) >= OneSourceDatagrams, "datagrams from one source");
        return counts;
    }

    /// <summary>Receives everything that has arrived, and reports the receiver and the source port.</summary>
    private int Collect(Action<int, int> count)
    {
        int arrived = 0;
        for (int receiver = 0; receiver < _receivers.Length; receiver++)
        {
            while (_receivers[receiver].AwaitInput(TimeSpan.Zero))
            {
                count(receiver, Take(_receivers[receiver]));
                arrived++;
            }
        }

        return arrived;
    }

    private int Take(NetSocket receiver)
    {
        if (_transport == Transport.Udp)
        {
            _ = receiver.Receive(new byte[1], out SockAddr sender);
            return sender.Port;
        }

        NetSocket accepted = receiver.Accept();
        int port = accepted.PeerAddress.Port;
        accepted.Abort();
        return port;
    }
}
