namespace NetCat.Sharp.Serving;

/// <summary>Why a client of a <see cref="Crowd"/> ended.</summary>
internal enum CrowdEnd
{
    /// <summary>The client has finished sending, and all data for it is sent.</summary>
    Done,

    /// <summary>The connection failed.</summary>
    Reset,

    /// <summary>The channel did not open: the TLS handshake failed.</summary>
    Unopened,

    /// <summary>The client's queue was full (<see cref="SlowPolicy.Close"/>).</summary>
    Slow,

    /// <summary>There was no data for <see cref="CrowdOptions.IdleTimeout"/>.</summary>
    Idle,

    /// <summary>The server has ended all clients.</summary>
    Stopped,
}
