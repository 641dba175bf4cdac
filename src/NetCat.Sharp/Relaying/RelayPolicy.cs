using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp;

/// <summary>
/// When a relay ends, and what it does when an input ends, when it is idle or when a limit is reached. Times count in whole milliseconds, rounded up;
/// null and <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> set no limit.
/// </summary>
public sealed record RelayPolicy
{
    /// <summary>The policy of a forwarder: each direction ends when its input ends, and the relay ends with the second.</summary>
    public static RelayPolicy Forwarding { get; } = new() { ShutsDownAtEof = true };

    /// <summary>Ends the relay after this time without data in either direction; null, the default, waits without limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? IdleTimeout
    {
        get;
        init => field = TimeLimit.Checked(value);
    }

    /// <summary>Ends the relay this long after its start, whatever the traffic; null, the default, sets no such limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? TotalTimeout
    {
        get;
        init => field = TimeLimit.Checked(value);
    }

    /// <summary>
    /// Sends FIN (shutdown(2), SHUT_WR) when the input has ended and all of it is sent. Default: the peer is not notified of the end.
    /// </summary>
    public bool ShutsDownAtEof { get; init; }

    /// <summary>
    /// Ends the relay when the peer has finished sending and its data is written, even if there is more input. Default: both directions must end.
    /// </summary>
    public bool EndsWithPeer { get; init; }

    /// <summary>
    /// After the input has ended and is sent, receives for this time, writes out what has arrived by then, and ends the relay. Without an input the
    /// time begins with the first bytes of the peer. Zero receives only what has already arrived; null, the default, sets no such limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? ReceivesAfterEof
    {
        get;
        init => field = TimeLimit.Checked(value);
    }

    /// <summary>Restarts the time <see cref="ReceivesAfterEof"/> whenever data is received. Default: it runs from the end of the input.</summary>
    public bool RestartsOnReceive { get; init; }

    /// <summary>
    /// Ends both directions after this number of reads from the peer; the end of its data counts as one. 0, the default, sets no limit.
    /// </summary>
    public int ReadLimit { get; init; }

    /// <summary>
    /// The socket carries datagrams: each read of the input becomes one datagram, and no received datagram is cut or joined to another.
    /// </summary>
    public bool Datagrams { get; init; }

    /// <summary>The socket is not connected and receives from all senders; an empty datagram does not end the data.</summary>
    public bool FromAnySender { get; init; }

    /// <summary>
    /// With <see cref="FromAnySender"/>: sends the input to the most recent sender, and waits until there is one. Default: the socket has a peer, or
    /// nothing is sent.
    /// </summary>
    public bool RepliesToLatestSender { get; init; }

    /// <summary>Converts line ends of the input to CR LF; a CR LF is not changed.</summary>
    public bool SendsCrLf { get; init; }

    /// <summary>The pause after each line of the input; receiving continues meanwhile. Null, the default, and zero mean no pause.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pause is negative, or more than 2,147,483,647 milliseconds.</exception>
    public TimeSpan? LinePause
    {
        get;
        init => field = TimeLimit.Checked(value) is { Ticks: > 0 } pause ? pause : null;
    }

    /// <summary>Declines every option that a telnet peer negotiates (RFC 854). The bytes are still passed on.</summary>
    public bool AnswersTelnet { get; init; }

    /// <summary>The most bytes of input that are read for one datagram; the default is nc's size.</summary>
    internal int DatagramSize { get; init; } = 16384;

    /// <summary>Writes the sender's address to the output before each datagram.</summary>
    internal bool NamesSenders { get; init; }

    /// <summary>The socket is a Unix socket (unix(7)). This only changes how many bytes move at one turn.</summary>
    internal bool IsUnix { get; init; }

    /// <summary>Selects a mover, for tests.</summary>
    internal MoverChoice Mover { get; init; }
}
