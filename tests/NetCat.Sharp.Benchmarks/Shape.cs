using System.Collections.Generic;

namespace NetCat.Sharp.Benchmarks;

/// <summary>
/// The result of one run: the rate, and the seconds of processor time for each unit of <see cref="Shape.Work"/>; 0 if they are not measured.
/// </summary>
internal readonly record struct Sample(double Rate, double SecondsOfWork = 0);

/// <summary>A use of netcats that is measured as a rate: more is better.</summary>
internal abstract class Shape
{
    /// <summary>The name on the command line.</summary>
    internal abstract string Key { get; }

    internal abstract string Title { get; }

    internal abstract string Unit { get; }

    /// <summary>The unit of work for which the processor time is given.</summary>
    internal virtual string Work => "GiB";

    /// <summary>The measured quantity in words, if the rate is derived from another one.</summary>
    internal virtual string InWords(double rate) => "";

    /// <summary>The programs that are measured.</summary>
    internal virtual IReadOnlyList<Peer> PeersOf(string ours) => Peer.All(ours);

    /// <summary>Runs one measurement; null if the peer cannot do it.</summary>
    internal abstract Sample? Run(Peer peer, Workspace workspace);

    /// <summary>
    /// Runs once without measuring time and compares the bytes; returns the larger peak memory
    /// of the two processes in KiB, or 0 if nothing is moved.
    /// </summary>
    internal virtual long Verify(Peer peer, Workspace workspace) => 0;
}
