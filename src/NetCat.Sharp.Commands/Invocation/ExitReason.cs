namespace NetCat.Sharp.Commands.Invocation;

/// <summary>Why nc exits; each number is the exit status with --exit-codes.</summary>
internal enum ExitReason
{
    /// <summary>All went well.</summary>
    None = 0,

    /// <summary>Whatever has no number of its own.</summary>
    Other = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>A name or a service does not resolve.</summary>
    NameResolution = 3,

    /// <summary>The connection was refused.</summary>
    Refused = 4,

    /// <summary>A limit of time was reached.</summary>
    Timeout = 5,

    /// <summary>The own address is in use.</summary>
    AddressInUse = 6,

    /// <summary>The peer broke the connection off.</summary>
    PeerReset = 7,

    /// <summary>The proxy did not connect us.</summary>
    ProxyRefused = 8,

    /// <summary>stdin could not be read or stdout not be written.</summary>
    InputOutput = 9,

    /// <summary>TLS failed: the handshake, or a record after it.</summary>
    Tls = 10,

    /// <summary>The peer ended TLS without close_notify, so that its data may be incomplete.</summary>
    Truncated = 11,
}
