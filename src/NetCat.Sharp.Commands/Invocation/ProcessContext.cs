using System;
using System.IO;
using System.Runtime.CompilerServices;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Invocation;

/// <summary>How the process was called and which descriptors it has, as a parameter, so that a test can pass others.</summary>
/// <param name="Path">argv[0] as it was typed; getopt's own messages print it whole.</param>
/// <param name="Arguments">The arguments after it.</param>
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

    /// <summary>The last part of <see cref="Path"/>, with which the messages of nc begin.</summary>
    internal string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The line of --progress, where stderr is a terminal; null where none is shown.</summary>
    internal StatusLine? Status { get; init; }

    /// <summary>Signals that are held until the reports are written; null where nothing is reported at the end.</summary>
    internal TerminationSignals? Signals { get; init; }

    /// <summary>When the run ends at the latest.</summary>
    internal RunLimit Limit { get; init; }

    /// <summary>Until when a failed connection is tried again; the default tries once.</summary>
    internal Deadline RetriesUntil { get; init; }

    /// <summary>The end of one attempt to connect; null sets no limit of its own.</summary>
    /// <exception cref="NcExit">There is no time for one.</exception>
    internal Deadline ConnectBy(TimeSpan? timeout)
    {
        Limit.Check();
        return Limit.Within(timeout).Or(RetriesUntil);
    }

    /// <summary>One line on stderr, in one write(2) where the descriptor takes it.</summary>
    internal void Say(string line)
    {
        Status?.Hide();
        Write(Stderr, line + "\n");
    }

    /// <summary>A message about a failure: <c>name: text</c>.</summary>
    internal void Warn(string text) => Say($"{Name}: {text}");

    /// <summary>Writes a text as it is; a descriptor that takes no more is no failure.</summary>
    internal static void Write(int descriptor, string text) => _ = Writing.All(descriptor, RawText.Encode(text));
}
