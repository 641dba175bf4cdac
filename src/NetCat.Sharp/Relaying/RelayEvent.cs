using System;

namespace NetCat.Sharp.Relaying;

/// <summary>What a relay tells its watcher.</summary>
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
