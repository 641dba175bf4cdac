namespace NetCat.Sharp;

/// <summary>Which mover a lane gets.</summary>
internal static class Movers
{
    /// <summary>Bytes a stream lane holds at the most.</summary>
    private const int StreamChunk = 128 * 1024;

    /// <summary>nc's own read size: what it sends as one datagram and what it counts as one read.</summary>
    private const int ClassicChunk = 16384;

    /// <summary>No UDP datagram is larger (RFC 768: a length of 16 bits).</summary>
    private const int LargestDatagram = 65536;

    internal static Mover Outbound(RelayPolicy policy)
        => policy.Datagrams ? new CopyMover(ClassicChunk, wholeChunks: true) : new CopyMover(StreamChunk, wholeChunks: false);

    internal static Mover Inbound(RelayPolicy policy)
    {
        if (policy.Datagrams)
        {
            return new CopyMover(LargestDatagram, wholeChunks: true);
        }

        return new CopyMover(policy.ReadLimit > 0 ? ClassicChunk : StreamChunk, wholeChunks: false);
    }
}
