using System;
using System.Collections.Generic;

namespace NetCat.Sharp.Benchmarks;

/// <content>The programs that can be a broker: they send what one client sends to all other clients.</content>
internal sealed partial record Peer
{
    /// <summary>ncat waits with select(2), whose highest descriptor is 1,023.</summary>
    private const int MostOfNcat = 1000;

    /// <summary>The command line that listens at the port.</summary>
    internal Func<int, string[]>? Broker { get; private init; }

    /// <summary>The brokers. Each waits for its slowest client and loses nothing.</summary>
    /// <param name="ours">The path of this project's nc.</param>
    /// <param name="clients">The number of connections at once.</param>
    internal static IReadOnlyList<Peer> Brokers(string ours, int clients)
    {
        List<Peer> all = [OpenBsd(Ours, ours) with { Broker = port => [ours, "-lk", "--broker", "--slow", "wait", Host, Text(port)] }];
        if (clients <= MostOfNcat)
        {
            all.Add(Ncat() with { Broker = port => ["ncat", "-lk", "--broker", "-m", Text(clients), Host, Text(port)] });
        }

        return all;
    }
}
