namespace NetCat.Sharp.Serving;

/// <summary>Why a client of a <see cref="Crowd"/> ended.</summary>
internal enum CrowdEnd
{
    /// <summary>It has sent its all, and was sent what waited for it.</summary>
    Done,

    /// <summary>The connection failed.</summary>
    Reset,

    /// <summary>Its channel did not open: the handshake of TLS failed.</summary>
    Unopened,

    /// <summary>Its queue was full (<see cref="SlowPolicy.Close"/>).</summary>
    Slow,

    /// <summary>No data for <see cref="CrowdOptions.IdleTimeout"/>.</summary>
    Idle,

    /// <summary>All clients are ended.</summary>
    Stopped,
}
