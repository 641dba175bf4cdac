using NetCat.Sharp.Relaying;

namespace NetCat.Sharp;

/// <summary>What a relay does at the edges: when an input ends, when nothing moves, when enough has come.</summary>
public sealed record RelayPolicy
{
    /// <summary>Each direction is ended when its input is, as a forwarder does it; the relay ends with the second.</summary>
    public static RelayPolicy Forwarding { get; } = new() { ShutsDownAtEof = true };

    /// <summary>Ends the relay when nothing moved in either direction for so many milliseconds; -1, the default, waits for ever.</summary>
    public int IdleTimeout { get; init; } = -1;

    /// <summary>Ends the relay so many milliseconds after its beginning, whatever moves; -1, the default, sets no such limit.</summary>
    public int TotalTimeout { get; init; } = -1;

    /// <summary>Sends FIN (shutdown(2), SHUT_WR) when the input is at its end and all of it is sent. Default: the peer is not told.</summary>
    public bool ShutsDownAtEof { get; init; }

    /// <summary>Leaves when the peer has sent its all and it is written, whatever the input still holds. Default: both must end.</summary>
    public bool EndsWithPeer { get; init; }

    /// <summary>
    /// Once the input is at its end and sent, receives for so many milliseconds more, writes out what has arrived by then, and leaves.
    /// A relay without an input counts from the first bytes of the peer. -1, the default, sets no such limit.
    /// </summary>
    public int ReceivesAfterEof { get; init; } = -1;

    /// <summary>Whatever is received begins the time of <see cref="ReceivesAfterEof"/> anew. Default: it runs from the end of the input.</summary>
    public bool RestartsOnReceive { get; init; }

    /// <summary>Ends both directions after so many reads from the peer, the end of its data counted as one. 0, the default, sets no limit.</summary>
    public int ReadLimit { get; init; }

    /// <summary>The socket carries datagrams: each read of the input is one, and none is cut or joined on its way in.</summary>
    public bool Datagrams { get; init; }

    /// <summary>The datagrams come from anybody, on an unconnected socket: an empty one then ends nothing.</summary>
    public bool FromAnybody { get; init; }

    /// <summary>With <see cref="FromAnybody"/>: the input goes to whoever sent last, and waits until there is somebody. Default: the socket has a peer, or nothing is sent.</summary>
    public bool AnswersLatest { get; init; }

    /// <summary>Makes line ends of the input CR LF; one that is CR LF already stays.</summary>
    public bool SendsCrLf { get; init; }

    /// <summary>Milliseconds of rest after each line of the input; receiving goes on meanwhile. 0, the default, is none.</summary>
    public int LinePause { get; init; }

    /// <summary>Declines every option that a telnet peer negotiates (RFC 854). The bytes are passed on all the same.</summary>
    public bool AnswersTelnet { get; init; }

    /// <summary>The socket is a Unix one (unix(7)). It changes nothing but how much goes at a turn.</summary>
    internal bool IsUnix { get; init; }

    /// <summary>Forces one way to move bytes, for tests.</summary>
    internal MoverChoice Mover { get; init; }
}
