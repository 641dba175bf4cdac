namespace NetCat.Sharp.Commands.Invocation;

/// <summary>Why nc exits; each number is the exit status with --exit-codes.</summary>
internal enum ExitReason
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>A failure that has no number of its own.</summary>
    Other = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>A name or a service does not resolve.</summary>
    NameResolution = 3,

    /// <summary>The connection was refused.</summary>
    Refused = 4,

    /// <summary>A time limit was reached.</summary>
    Timeout = 5,

    /// <summary>The local address is in use.</summary>
    AddressInUse = 6,

    /// <summary>The peer reset the connection.</summary>
    PeerReset = 7,

    /// <summary>The proxy refused to connect.</summary>
    ProxyRefused = 8,

    /// <summary>stdin could not be read, or stdout could not be written.</summary>
    InputOutput = 9,

    /// <summary>TLS failed: the handshake, or a record after it.</summary>
    Tls = 10,

    /// <summary>The peer ended TLS without close_notify, so that its data may be incomplete.</summary>
    Truncated = 11,
}
