namespace NetCat.Sharp.Benchmarks;

/// <summary>One run: the rate, and where it is a transfer the seconds of processor for each GiB and the most memory that was resident.</summary>
internal readonly record struct Sample(double Rate, double SecondsPerGibibyte = 0, long PeakKibibytes = 0);

/// <summary>Something that netcats are used for, measured as a rate: more is better.</summary>
internal abstract class Shape
{
    /// <summary>For the command line.</summary>
    internal abstract string Key { get; }

    internal abstract string Title { get; }

    internal abstract string Unit { get; }

    /// <summary>One measured run, or null where the peer cannot do it.</summary>
    internal abstract Sample? Run(Peer peer, Ground ground);

    /// <summary>One run whose bytes are compared, not measured.</summary>
    internal virtual void Verify(Peer peer, Ground ground)
    {
    }
}
