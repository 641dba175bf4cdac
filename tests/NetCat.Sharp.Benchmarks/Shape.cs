using System.Collections.Generic;

namespace NetCat.Sharp.Benchmarks;

/// <summary>One run: the rate, and where it is a transfer the seconds of processor for each GiB.</summary>
internal readonly record struct Sample(double Rate, double SecondsPerGibibyte = 0);

/// <summary>Something that netcats are used for, measured as a rate: more is better.</summary>
internal abstract class Shape
{
    /// <summary>For the command line.</summary>
    internal abstract string Key { get; }

    internal abstract string Title { get; }

    internal abstract string Unit { get; }

    /// <summary>The programs that are measured.</summary>
    internal virtual IReadOnlyList<Peer> PeersOf(string ours) => Peer.All(ours);

    /// <summary>One measured run, or null where the peer cannot do it.</summary>
    internal abstract Sample? Run(Peer peer, Ground ground);

    /// <summary>One run that no clock watches: its bytes are compared, and the most memory that one of the two had resident is the result in KiB; 0 where nothing is moved.</summary>
    internal virtual long Verify(Peer peer, Ground ground) => 0;
}
