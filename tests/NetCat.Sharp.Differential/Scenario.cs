using System;
using System.Collections.Generic;
using NetCat.Sharp.Differential.Running;
using NetCat.Sharp.Differential.Scenarios;

namespace NetCat.Sharp.Differential;

/// <summary>
/// What the user types, what arrives on stdin and what the far end does; never what nc
/// prints. The real nc runs each scenario too and is the oracle.
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

    /// <summary>Words before the command, such as "prlimit --nofile=20"; they must exec the command.</summary>
    public string Under { get; init; } = "";

    /// <summary>More processes of the same program, started in order, each when the previous one is ready.</summary>
    public IReadOnlyList<NcRun> Then { get; init; } = [];

    /// <summary>The far ends; they run at the same time.</summary>
    public IReadOnlyList<Peer> Peers { get; init; } = [];

    /// <summary>A single far end.</summary>
    public Peer Peer { init => Peers = [value]; }

    /// <summary>What happens around the process: signals, and looks at its sockets.</summary>
    public IReadOnlyList<Step> Meanwhile { get; init; } = [];

    /// <summary>The transcript is taken when every script is done and nc is asleep; nc is then ended. Otherwise nc must exit by itself.</summary>
    public bool Stays { get; init; }

    /// <summary>The time from the last scripted step to nc's exit is compared.</summary>
    public bool Timed { get; init; }

    /// <summary>The addresses are ::1 instead of 127.9.N.x.</summary>
    public bool V6 { get; init; }

    /// <summary>
    /// Files to make in {dir} beforehand, in order. The suffix is the kind, as with ls -F: <c>d/</c> a directory, <c>p|</c> a FIFO, <c>s=</c> a
    /// socket without a listener, <c>l@target</c> a symbolic link; <c>e:</c> an empty file, otherwise a file of five bytes.
    /// </summary>
    public IReadOnlyList<string> Made { get; init; } = [];

    /// <summary>The files in {dir} and nc's temporary directories are part of the transcript.</summary>
    public bool Files { get; init; }

    /// <summary>Runs in a network and mount namespace with a known hosts file; needs root.</summary>
    public bool Names { get; init; }

    /// <summary>Runs in its own namespace. These shell commands set it up, in a directory that has its hosts and resolv.conf; needs root.</summary>
    public string? NetworkNamespace { get; init; }

    /// <summary>The lines of stderr come in random order: they are compared as a set, and whether they were in order is compared too.</summary>
    public bool Shuffled { get; init; }

    /// <summary>
    /// The socket calls of every process are part of the transcript; needs strace. Meaningless
    /// on the managed runtime, which makes calls of its own.
    /// </summary>
    public bool Calls { get; init; }

    /// <summary>The parts of the transcript that are not compared.</summary>
    public Bits Ignores { get; init; }

    /// <summary>The reason for an intended difference from the real nc; the test then requires a difference.</summary>
    public string? Differs { get; init; }

    /// <summary>Texts that lines of our transcript must have; required for intended differences and additions.</summary>
    public IReadOnlyList<string> Ours { get; init; } = [];

    /// <summary>Our stderr must begin with the stderr of the real nc.</summary>
    public bool OursExtendsStderr { get; init; }

    /// <summary>The behaviour of the real nc changes from run to run: only ours is tested, this many times.</summary>
    public int OursRepeats { get; init; }

    /// <summary>The real nc fails in ways that change from run to run, but it always fails.</summary>
    public bool Varies { get; init; }

    /// <summary>
    /// Not run on the managed runtime, which opens pipes before nc starts: where descriptor 0, 1
    /// or 2 is closed, nc would have one of these pipes there.
    /// </summary>
    public bool NativeOnly { get; init; }

    /// <summary>The number of seconds without a scripted step after which the run does not wait for an exit any more.</summary>
    public int Patience { get; init; } = 6;

    /// <summary>An option that the real nc does not have: only ours runs.</summary>
    public bool Addition { get; init; }

    public override string ToString() => Name;

    /// <summary>A scenario that is only a command line, with nothing on stdin and no far end.</summary>
    internal static Scenario Form(string arguments) => new($"nc {arguments}") { Nc = arguments };
}

/// <summary>One more process of the program under test.</summary>
internal sealed record NcRun(string Arguments)
{
    public Input Stdin { get; init; } = new Input.Held();

    public Output Stdout { get; init; } = new Output.Pipe();

    /// <summary>Starts when this mark is set instead of when the previous process is ready.</summary>
    public string? After { get; init; }
}

/// <summary>The parts of a transcript that a scenario can leave out of the comparison.</summary>
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
