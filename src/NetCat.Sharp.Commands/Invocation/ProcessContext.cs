using System;
using System.IO;
using System.Runtime.CompilerServices;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Invocation;

/// <summary>How the process was called and which descriptors it has. It is a parameter, so that a test can pass other values.</summary>
/// <param name="Path">argv[0] as typed; the messages of getopt(3) print all of it.</param>
/// <param name="Arguments">The arguments after argv[0].</param>
/// <param name="Stdin">The data to send.</param>
/// <param name="Stdout">The data received, and nothing else.</param>
/// <param name="Stderr">Every message.</param>
internal record ProcessContext(string Path, string[] Arguments, int Stdin = 0, int Stdout = 1, int Stderr = 2)
{
    private PlainChannel? _input;
    private PlainChannel? _output;

    /// <summary><see cref="Stdin"/> as a channel; its kind is looked up on first use.</summary>
    internal PlainChannel Input => _input ??= PlainChannel.Of(Stdin)!;

    /// <summary><see cref="Stdout"/> as a channel.</summary>
    internal PlainChannel Output => _output ??= PlainChannel.Of(Stdout)!;

    /// <summary>The last part of <see cref="Path"/>, the prefix of nc's messages.</summary>
    internal string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The line of --progress if stderr is a terminal; null if no line is shown.</summary>
    internal StatusLine? Status { get; init; }

    /// <summary>Signals that are held until the reports are written; null if nothing is reported at the end.</summary>
    internal TerminationSignals? Signals { get; init; }

    /// <summary>The latest end of the run.</summary>
    internal RunLimit Limit { get; init; }

    /// <summary>Failed connects are repeated until this time; the default tries once.</summary>
    internal Deadline RetriesUntil { get; init; }

    /// <summary>The end of one attempt to connect; null sets no limit of its own.</summary>
    /// <exception cref="NcExit">The time limit of the run is over.</exception>
    internal Deadline ConnectBy(TimeSpan? timeout)
    {
        Limit.Check();
        return Limit.Within(timeout).Or(RetriesUntil);
    }

    /// <summary>Writes one line to stderr, in one write(2) if the descriptor takes it.</summary>
    internal void Say(string line)
    {
        Status?.Hide();
        Write(Stderr, line + "\n");
    }

    /// <summary>Writes a message about a failure: <c>name: text</c>.</summary>
    internal void Warn(string text) => Say($"{Name}: {text}");

    /// <summary>Writes a text unchanged; a write error is ignored.</summary>
    internal static void Write(int descriptor, string text) => _ = Writing.All(descriptor, RawText.Encode(text));
}
