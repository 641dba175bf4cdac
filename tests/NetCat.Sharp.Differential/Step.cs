using System.Collections.Generic;
using System.Text;

namespace NetCat.Sharp.Differential;

/// <summary>One step of a script: of a far end, of an stdin, or of what happens around nc.</summary>
internal abstract record Step
{
    /// <summary>Receive until this many more bytes have arrived.</summary>
    internal sealed record Expect(int Bytes) : Step;

    /// <summary>Receive until this many more datagrams have arrived.</summary>
    internal sealed record Datagrams(int Count) : Step;

    internal sealed record Send(byte[] Bytes) : Step
    {
        public override string ToString() => "Send";
    }

    /// <summary>End sending: FIN for TCP, end of file for an stdin.</summary>
    internal sealed record Fin : Step;

    /// <summary>Close at once with RST.</summary>
    internal sealed record Rst : Step;

    /// <summary>Close the socket; the kernel sends RST if data is unread.</summary>
    internal sealed record Close : Step;

    /// <summary>Receive until end of file or reset.</summary>
    internal sealed record End : Step;

    internal sealed record Mark(string Name) : Step;

    internal sealed record Await(string Name) : Step;

    /// <summary>Wait until the process has a connected socket.</summary>
    internal sealed record Connected(int Run = 0) : Step;

    /// <summary>Wait until the process has a socket in this state of /proc/net/tcp, such as CLOSE_WAIT.</summary>
    internal sealed record InState(string State, int Run = 0) : Step;

    /// <summary>Wait until the process listens or is bound, and its sockets are recorded.</summary>
    internal sealed record Ready(int Run = 0) : Step;

    /// <summary>Wait until the process has written this many bytes to stdout.</summary>
    internal sealed record Printed(int Bytes, int Run = 0) : Step;

    /// <summary>Wait until the process's terminal shows the text.</summary>
    internal sealed record OnScreen(string Text, int Run = 0) : Step;

    /// <summary>Wait until the process is idle: it sleeps and continues to sleep.</summary>
    internal sealed record Settled(int Run = 0) : Step;

    /// <summary>Wait until the process has ended.</summary>
    internal sealed record Gone(int Run = 0) : Step;

    /// <summary>Wait for this time; only for scenarios about time.</summary>
    internal sealed record Seconds(double Length) : Step;

    /// <summary>Record the current sockets of the process.</summary>
    internal sealed record Look(string When, int Run = 0) : Step;

    /// <summary>Send a datagram to a Unix socket from a socket without a path.</summary>
    internal sealed record UnixDatagram(string Path, byte[] Bytes) : Step;

    /// <summary>Record whether the process uses no processor time for more than a second.</summary>
    internal sealed record Rests(int Run = 0) : Step;

    /// <summary>Record the output of a command about nc, such as ss.</summary>
    internal sealed record Shown(string Command) : Step;

    /// <summary>Record which signals the process blocks, ignores and catches.</summary>
    internal sealed record LookAtSignals(string When, int Run = 0) : Step;

    /// <summary>Start the time measurement of a timed scenario here.</summary>
    internal sealed record StartClock : Step;

    /// <summary>Record the time since the last step that nc can react to.</summary>
    internal sealed record Stamp(string What) : Step;

    /// <summary>Set a limit: the running process can open no descriptor of this number or above.</summary>
    internal sealed record LimitDescriptors(int Below, int Run = 0) : Step;

    internal sealed record Signal(int Number, int Run = 0) : Step;
}

/// <summary>One far end and its script.</summary>
internal sealed record Peer(PeerKind Kind, IReadOnlyList<Step> Steps)
{
    /// <summary>The index of the port that it has or connects to: 1 is {self} and 2 is {peer}.</summary>
    public int Port { get; init; }

    /// <summary>Starts when this mark is set.</summary>
    public string? After { get; init; }

    /// <summary>The listener's queue is full of connections that are never accepted, so that a connect hangs.</summary>
    public bool Full { get; init; }

    /// <summary>The process that it connects to.</summary>
    public int Run { get; init; }

    /// <summary>The last number of its own address: 127.9.N.Host.</summary>
    public int Host { get; init; } = 2;
}

internal enum PeerKind
{
    TcpListens,
    TcpConnects,
    UdpBound,
    UdpSends,
}

/// <summary>Short names for scripts.</summary>
internal static class Script
{
    internal const int HangUp = 1;
    internal const int Interrupt = 2;
    internal const int Terminate = 15;
    internal const int Continue = 18;
    internal const int Stop = 19;

    internal static readonly Step Fin = new Step.Fin();
    internal static readonly Step Rst = new Step.Rst();
    internal static readonly Step Close = new Step.Close();
    internal static readonly Step End = new Step.End();
    internal static readonly Step Ready = new Step.Ready();
    internal static readonly Step Connected = new Step.Connected();
    internal static readonly Step Settled = new Step.Settled();
    internal static readonly Step Gone = new Step.Gone();
    internal static readonly Step StartClock = new Step.StartClock();

    /// <summary>A TCP listener at {peer}.</summary>
    internal static Peer Accepts(params IReadOnlyList<Step> steps) => new(PeerKind.TcpListens, steps) { Port = 2 };

    /// <summary>A TCP client that connects to nc when nc listens.</summary>
    internal static Peer Connects(params IReadOnlyList<Step> steps) => new(PeerKind.TcpConnects, steps) { Port = 1 };

    /// <summary>A UDP socket at {peer} that replies to the first sender.</summary>
    internal static Peer Bound(params IReadOnlyList<Step> steps) => new(PeerKind.UdpBound, steps) { Port = 2 };

    /// <summary>A UDP socket that sends to nc when nc is bound.</summary>
    internal static Peer Sends(params IReadOnlyList<Step> steps) => new(PeerKind.UdpSends, steps) { Port = 1 };

    internal static Step Send(string text) => new Step.Send(Encoding.Latin1.GetBytes(text));

    internal static Step SendPattern(int size) => new Step.Send(Pattern.Bytes(size));

    internal static Step Expect(string text) => new Step.Expect(text.Length);

    internal static Step ExpectBytes(int count) => new Step.Expect(count);

    internal static Step Datagrams(int count) => new Step.Datagrams(count);

    internal static Step Mark(string name) => new Step.Mark(name);

    internal static Step Await(string name) => new Step.Await(name);

    internal static Step InState(string state) => new Step.InState(state);

    internal static Step Printed(string text) => new Step.Printed(text.Length);

    internal static Step PrintedBytes(int count) => new Step.Printed(count);

    internal static Step OnScreen(string text) => new Step.OnScreen(text);

    internal static Step LookAtSignals(string when) => new Step.LookAtSignals(when);

    internal static Step Look(string when) => new Step.Look(when);

    internal static Step Shown(string command) => new Step.Shown(command);

    internal static Step Seconds(double length) => new Step.Seconds(length);

    internal static Step Stamp(string what) => new Step.Stamp(what);

    internal static Step Signal(int number) => new Step.Signal(number);
}
