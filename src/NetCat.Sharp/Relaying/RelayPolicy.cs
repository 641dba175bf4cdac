using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp;

/// <summary>
/// When a relay ends, and what it does when an input ends, when nothing moves or when a limit is reached. Times count in whole milliseconds, rounded up;
/// null and <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> set no limit.
/// </summary>
public sealed record RelayPolicy
{
    /// <summary>Each direction is ended when its input is, as a forwarder does it; the relay ends with the second.</summary>
    public static RelayPolicy Forwarding { get; } = new() { ShutsDownAtEof = true };

    /// <summary>Ends the relay when nothing moved in either direction for so long; null, the default, waits without limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? IdleTimeout
    {
        get;
        init => field = TimeLimit.Checked(value);
    }

    /// <summary>Ends the relay so long after its beginning, whatever moves; null, the default, sets no such limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? TotalTimeout
    {
        get;
        init => field = TimeLimit.Checked(value);
    }

    /// <summary>Sends FIN (shutdown(2), SHUT_WR) when the input is at its end and all of it is sent. Default: the peer does not learn of the end.</summary>
    public bool ShutsDownAtEof { get; init; }

    /// <summary>Leaves when the peer has sent its all and it is written, whatever the input still holds. Default: both must end.</summary>
    public bool EndsWithPeer { get; init; }

    /// <summary>
    /// Once the input is at its end and sent, receives for so long, writes out what has arrived by then, and ends the relay.
    /// A relay without an input counts from the first bytes of the peer. Zero takes what has arrived already; null, the default, sets no such limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? ReceivesAfterEof
    {
        get;
        init => field = TimeLimit.Checked(value);
    }

    /// <summary>Whatever is received begins the time of <see cref="ReceivesAfterEof"/> anew. Default: it runs from the end of the input.</summary>
    public bool RestartsOnReceive { get; init; }

    /// <summary>Ends both directions after so many reads from the peer, the end of its data counted as one. 0, the default, sets no limit.</summary>
    public int ReadLimit { get; init; }

    /// <summary>The socket carries datagrams: each read of the input is one, and none is cut or joined on its way in.</summary>
    public bool Datagrams { get; init; }

    /// <summary>The socket is not connected and receives from all senders: an empty datagram then ends nothing.</summary>
    public bool FromAnySender { get; init; }

    /// <summary>With <see cref="FromAnySender"/>: the input is sent to the most recent sender, and waits until there is one. Default: the socket has a peer, or nothing is sent.</summary>
    public bool RepliesToLatestSender { get; init; }

    /// <summary>Makes line ends of the input CR LF; one that is CR LF already stays.</summary>
    public bool SendsCrLf { get; init; }

    /// <summary>The pause after each line of the input; receiving goes on meanwhile. Null, the default, is none, and so is zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? LinePause
    {
        get;
        init => field = TimeLimit.Checked(value) is { Ticks: > 0 } pause ? pause : null;
    }

    /// <summary>Declines every option that a telnet peer negotiates (RFC 854). The bytes are passed on all the same.</summary>
    public bool AnswersTelnet { get; init; }

    /// <summary>The most bytes that are read of the input for one datagram; nc's own size by default.</summary>
    internal int DatagramSize { get; init; } = 16384;

    /// <summary>The output has the sender's address before each datagram.</summary>
    internal bool NamesSenders { get; init; }

    /// <summary>The socket is a Unix one (unix(7)). It changes nothing but how much goes at a turn.</summary>
    internal bool IsUnix { get; init; }

    /// <summary>Forces one way to move bytes, for tests.</summary>
    internal MoverChoice Mover { get; init; }
}
