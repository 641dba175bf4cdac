using System.Collections.Generic;
using System.Text;

namespace NetCat.Sharp.Differential;

/// <summary>One step of a script: of a far end, of a stdin, or of what happens around nc.</summary>
internal abstract record Step
{
    /// <summary>Receive until so many more bytes have come.</summary>
    internal sealed record Expect(int Bytes) : Step;

    /// <summary>Receive until so many more datagrams have come.</summary>
    internal sealed record Datagrams(int Count) : Step;

    internal sealed record Send(byte[] Bytes) : Step
    {
        public override string ToString() => "Send";
    }

    /// <summary>No more will be sent: FIN for TCP, end of file for a stdin.</summary>
    internal sealed record Fin : Step;

    /// <summary>Close at once with a reset.</summary>
    internal sealed record Rst : Step;

    /// <summary>Close the socket; the kernel resets if something was left unread.</summary>
    internal sealed record Close : Step;

    /// <summary>Receive until end of file or reset.</summary>
    internal sealed record End : Step;

    internal sealed record Mark(string Name) : Step;

    internal sealed record Await(string Name) : Step;

    /// <summary>Wait until the process has a connected socket.</summary>
    internal sealed record Connected(int Run = 0) : Step;

    /// <summary>Wait until the process has a socket in this state of /proc/net/tcp, such as CLOSE_WAIT.</summary>
    internal sealed record InState(string State, int Run = 0) : Step;

    /// <summary>Wait until the process listens or is bound, and its sockets are written down.</summary>
    internal sealed record Ready(int Run = 0) : Step;

    /// <summary>Wait until the process has written so many bytes to stdout.</summary>
    internal sealed record Printed(int Bytes, int Run = 0) : Step;

    /// <summary>Wait until the process's terminal shows the text.</summary>
    internal sealed record OnScreen(string Text, int Run = 0) : Step;

    /// <summary>Wait until the process sleeps and goes on sleeping: it has seen all that was there to see.</summary>
    internal sealed record Settled(int Run = 0) : Step;

    /// <summary>Wait until the process has ended.</summary>
    internal sealed record Gone(int Run = 0) : Step;

    /// <summary>Let time pass, only where the scenario is about time.</summary>
    internal sealed record Seconds(double Length) : Step;

    /// <summary>Write down the process's sockets as they are now.</summary>
    internal sealed record Look(string When, int Run = 0) : Step;

    /// <summary>Send a datagram to a Unix socket from one that has no name.</summary>
    internal sealed record UnixDatagram(string Path, byte[] Bytes) : Step;

    /// <summary>Write down whether the process leaves the processor alone for more than a second.</summary>
    internal sealed record Rests(int Run = 0) : Step;

    /// <summary>Write down what another program of this machine prints about nc.</summary>
    internal sealed record Shown(string Command) : Step;

    /// <summary>Write down which signals the process blocks, ignores and catches.</summary>
    internal sealed record LookAtSignals(string When, int Run = 0) : Step;

    /// <summary>Count the time of a timed scenario from here.</summary>
    internal sealed record StartClock : Step;

    /// <summary>Write down the time since the last step that did something.</summary>
    internal sealed record Stamp(string What) : Step;

    /// <summary>Let the running process open no descriptor of this number or above.</summary>
    internal sealed record LimitDescriptors(int Below, int Run = 0) : Step;

    internal sealed record Signal(int Number, int Run = 0) : Step;
}

/// <summary>One far end with its script.</summary>
internal sealed record Peer(PeerKind Kind, IReadOnlyList<Step> Steps)
{
    /// <summary>Which port it has or calls: {self} and {peer} have the numbers 1 and 2.</summary>
    public int Port { get; init; }

    /// <summary>Starts when this mark is set.</summary>
    public string? After { get; init; }

    /// <summary>Connections in the listener's queue that are never accepted, so that a connect hangs.</summary>
    public bool Full { get; init; }

    /// <summary>Which process is called.</summary>
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

    /// <summary>A TCP client that calls nc when nc listens.</summary>
    internal static Peer Connects(params IReadOnlyList<Step> steps) => new(PeerKind.TcpConnects, steps) { Port = 1 };

    /// <summary>A UDP socket at {peer} that answers the first sender.</summary>
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
