using System;

namespace NetCat.Sharp.Relaying;

/// <summary>Events that a running relay reports to its owner.</summary>
[Flags]
internal enum RelayEvent
{
    None = 0,

    /// <summary>The input has ended.</summary>
    InputEnded = 1,

    /// <summary>The peer has finished sending.</summary>
    PeerEnded = 2,

    /// <summary>The first datagram arrived on a datagram socket.</summary>
    FirstDatagram = 4,
}
