using System;
using System.Collections.Generic;
using NetCat.Sharp.Differential.Running;
using NetCat.Sharp.Differential.Scenarios;

namespace NetCat.Sharp.Differential;

/// <summary>
/// What the user types, what comes on stdin and what the far end does; never what nc prints.
/// The real nc is asked that each time.
/// </summary>
/// <remarks>
/// Placeholders in arguments: {self} = "ADDRESS PORT" of nc's own side, {peer} = "ADDRESS PORT" of the far side,
/// {addr} {port} and {peeraddr} {peerport} = the halves of these, {p3} to {p9} = more ports, {dir} = a directory of the run,
/// {name} = a name no other run has, {path107} {path108} = paths in {dir} of that many bytes.
/// </remarks>
internal sealed record Scenario(string Name)
{
    /// <summary>The arguments of the nc under test, words separated by spaces; single quotes hold words together.</summary>
    public required string Nc { get; init; }

    public Input Stdin { get; init; } = new Input.Held();

    public Output Stdout { get; init; } = new Output.Pipe();

    public bool StderrClosed { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Words put before the command, such as "prlimit --nofile=20"; they must exec what follows.</summary>
    public string Under { get; init; } = "";

    /// <summary>More processes of the same program, started in order, each when the one before is ready.</summary>
    public IReadOnlyList<NcRun> Then { get; init; } = [];

    /// <summary>The far ends, run at the same time.</summary>
    public IReadOnlyList<Peer> Peers { get; init; } = [];

    /// <summary>A single far end.</summary>
    public Peer Peer { init => Peers = [value]; }

    /// <summary>What happens around the process: signals, looks at its sockets.</summary>
    public IReadOnlyList<Step> Meanwhile { get; init; } = [];

    /// <summary>The point to look at is where every script is done and nc is asleep; it is then ended. Otherwise its exit is awaited.</summary>
    public bool Stays { get; init; }

    /// <summary>Compares how long after the last scripted step nc ended.</summary>
    public bool Timed { get; init; }

    /// <summary>Addresses are ::1 instead of 127.9.N.x.</summary>
    public bool V6 { get; init; }

    /// <summary>
    /// Made in {dir} beforehand, in order, the kind written as ls -F does: <c>d/</c> a directory, <c>p|</c> a FIFO, <c>s=</c> a socket
    /// that has no listener, <c>l@target</c> a symbolic link; <c>e:</c> an empty file, otherwise a file of five bytes.
    /// </summary>
    public IReadOnlyList<string> Made { get; init; } = [];

    /// <summary>The files in {dir} and nc's temporary directories are part of the transcript.</summary>
    public bool Files { get; init; }

    /// <summary>Run in a network and mount namespace whose hosts file is known; needs root.</summary>
    public bool Names { get; init; }

    /// <summary>Run in a namespace of its own, furnished by these words of shell, in a directory that has its hosts and resolv.conf; needs root.</summary>
    public string? NetworkNamespace { get; init; }

    /// <summary>The lines of stderr come in random order: they are compared as a set, together with whether they were in order.</summary>
    public bool Shuffled { get; init; }

    /// <summary>The calls on sockets of every process are part of the transcript; needs strace, and says nothing on the managed runtime, which has its own.</summary>
    public bool Calls { get; init; }

    /// <summary>What is left out of the comparison.</summary>
    public Bits Ignores { get; init; }

    /// <summary>The reason why ours is wanted to differ from the real nc; the test then demands that it does.</summary>
    public string? Differs { get; init; }

    /// <summary>Texts that lines of our transcript must have; needed for wanted differences and additions.</summary>
    public IReadOnlyList<string> Ours { get; init; } = [];

    /// <summary>Ours must begin with what the real nc says on stderr.</summary>
    public bool OursExtendsStderr { get; init; }

    /// <summary>What the real nc does here changes from run to run: only ours is judged, this many times.</summary>
    public int OursRepeats { get; init; }

    /// <summary>How the real nc fails here changes from run to run, but it always fails.</summary>
    public bool Varies { get; init; }

    /// <summary>
    /// Not run on the managed runtime, which opens pipes of its own before nc begins:
    /// where 0, 1 or 2 was closed these are what nc finds there.
    /// </summary>
    public bool NativeOnly { get; init; }

    /// <summary>For how many seconds without a scripted step an exit is waited for.</summary>
    public int Patience { get; init; } = 6;

    /// <summary>An option the real nc has not: run on ours alone.</summary>
    public bool Addition { get; init; }

    public override string ToString() => Name;

    /// <summary>A command line that is a scenario by itself, nothing on stdin and no far end.</summary>
    internal static Scenario Form(string arguments) => new($"nc {arguments}") { Nc = arguments };
}

/// <summary>One more process of the program under test.</summary>
internal sealed record NcRun(string Arguments)
{
    public Input Stdin { get; init; } = new Input.Held();

    public Output Stdout { get; init; } = new Output.Pipe();

    /// <summary>Started when this mark is set instead of when the process before is ready.</summary>
    public string? After { get; init; }
}

/// <summary>Parts of a transcript that a scenario may leave out of the comparison.</summary>
[Flags]
internal enum Bits
{
    None = 0,
    Stdout = 1,
    Stderr = 2,
    Peer = 4,
    Sockets = 8,
    Leftover = 16,
}
