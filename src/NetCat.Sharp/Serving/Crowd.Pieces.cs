using System;

namespace NetCat.Sharp.Serving;

/// <content>The size of one read.</content>
internal sealed partial class Crowd
{
    /// <summary>The size if the queue has no room for many pieces.</summary>
    private const int SmallPiece = 64 * 1024;

    /// <summary>
    /// More than the first window of a loopback connection (95 KB), so that one read empties it: each write to a client costs a packet and perhaps a
    /// wake-up, whatever its length. References to the sender's pages (tee(2), splice(2)) avoid the copy, but receivers then take up to three times
    /// as long, and the delivered rate fell.
    /// </summary>
    private const int LargestPiece = 128 * 1024;

    /// <summary>The number of pieces for which a large queue has room.</summary>
    private const int PiecesInQueue = 8;

    private static int PieceSize(long queueLimit) => (int)Math.Clamp(queueLimit / PiecesInQueue, Math.Min(SmallPiece, queueLimit), LargestPiece);
}
