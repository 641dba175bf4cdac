using System;

namespace NetCat.Sharp.Relaying;

/// <summary>Events that a running relay reports to its owner.</summary>
[Flags]
internal enum RelayEvent
{
    None = 0,

    /// <summary>The input is at its end.</summary>
    InputEnded = 1,

    /// <summary>The peer has finished sending.</summary>
    PeerEnded = 2,

    /// <summary>The first datagram came, of a socket that carries them.</summary>
    FirstDatagram = 4,
}
