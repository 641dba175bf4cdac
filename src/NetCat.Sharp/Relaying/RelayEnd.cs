using NetCat.Sharp.Relaying;

namespace NetCat.Sharp;

/// <summary>Why a relay ended.</summary>
public enum RelayEnd
{
    /// <summary>Both inputs have ended and all of their data is delivered.</summary>
    BothDrained,

    /// <summary>Neither output accepts data any more.</summary>
    OutputsClosed,

    /// <summary>The peer has finished sending (<see cref="RelayPolicy.EndsWithPeer"/>).</summary>
    PeerDone,

    /// <summary>Nothing moved for <see cref="RelayPolicy.IdleTimeout"/>.</summary>
    IdleTimeout,

    /// <summary>The time <see cref="RelayPolicy.ReceivesAfterEof"/> is over.</summary>
    QuitTimer,

    /// <summary>The time <see cref="RelayPolicy.TotalTimeout"/> is over.</summary>
    TotalTimeout,

    /// <summary>The owner interrupted the relay; in nc, a signal.</summary>
    Interrupted,
}
