using System.Collections.Generic;

namespace NetCat.Sharp.Benchmarks;

/// <summary>One run: the rate, and the seconds of processor time for each unit of <see cref="Shape.Work"/>; 0 where they are not measured.</summary>
internal readonly record struct Sample(double Rate, double SecondsOfWork = 0);

/// <summary>Something that netcats are used for, measured as a rate: more is better.</summary>
internal abstract class Shape
{
    /// <summary>For the command line.</summary>
    internal abstract string Key { get; }

    internal abstract string Title { get; }

    internal abstract string Unit { get; }

    /// <summary>For which the processor time is given.</summary>
    internal virtual string Work => "GiB";

    /// <summary>The rate as what it comes from, where that is something else.</summary>
    internal virtual string InWords(double rate) => "";

    /// <summary>The programs that are measured.</summary>
    internal virtual IReadOnlyList<Peer> PeersOf(string ours) => Peer.All(ours);

    /// <summary>One measured run, or null where the peer cannot do it.</summary>
    internal abstract Sample? Run(Peer peer, Ground ground);

    /// <summary>One run that no clock watches: its bytes are compared, and the most memory that one of the two had resident is the result in KiB; 0 where nothing is moved.</summary>
    internal virtual long Verify(Peer peer, Ground ground) => 0;
}
