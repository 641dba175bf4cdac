using NetCat.Sharp.Relaying;

namespace NetCat.Sharp;

/// <summary>Why a relay ended.</summary>
public enum RelayEnd
{
    /// <summary>Both inputs are at their end and all they held is delivered.</summary>
    BothDrained,

    /// <summary>Neither output takes anything any more.</summary>
    OutputsClosed,

    /// <summary>The peer has sent its all (<see cref="RelayPolicy.EndsWithPeer"/>).</summary>
    PeerDone,

    /// <summary>Nothing moved for <see cref="RelayPolicy.IdleTimeout"/>.</summary>
    IdleTimeout,

    /// <summary>The time of <see cref="RelayPolicy.ReceivesAfterEof"/> is over.</summary>
    QuitTimer,

    /// <summary><see cref="RelayPolicy.TotalTimeout"/> is over.</summary>
    TotalTimeout,

    /// <summary>Its owner interrupted it: in nc a signal.</summary>
    Interrupted,
}
