using System;
using System.IO;
using System.Runtime.CompilerServices;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The process as a parameter: how it was called and which descriptors it has, so that a test can hand in others.</summary>
/// <param name="Path">argv[0] as it was typed, which getopt's own messages print whole.</param>
/// <param name="Arguments">What follows it.</param>
/// <param name="Stdin">Where data to send comes from.</param>
/// <param name="Stdout">Where data received goes, and nothing else.</param>
/// <param name="Stderr">Where every sentence goes.</param>
internal sealed record RunContext(string Path, string[] Arguments, int Stdin = 0, int Stdout = 1, int Stderr = 2)
{
    /// <summary>Milliseconds that a slow reader of events has before a signal ends the process.</summary>
    internal const int LastWait = 1000;

    private PlainChannel? _input;
    private PlainChannel? _output;

    /// <summary><see cref="Stdin"/> and what it is, looked at when somebody first wants to know.</summary>
    internal PlainChannel Input => _input ??= PlainChannel.Of(Stdin)!;

    /// <summary><see cref="Stdout"/> and what it is.</summary>
    internal PlainChannel Output => _output ??= PlainChannel.Of(Stdout)!;

    /// <summary>The last part of <see cref="Path"/>, which nc's messages begin with.</summary>
    internal string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Where what happens is written down, or null where nobody asked for that.</summary>
    internal EventLog? Events { get; init; }

    /// <summary>Where the bytes of every conversation are written down, or null.</summary>
    internal HexDump? Dump { get; init; }

    /// <summary>The line of --progress, where stderr is a terminal; null where none is shown.</summary>
    internal StatusLine? Status { get; init; }

    /// <summary>Signals that wait while there is something to report; null where nothing is reported at the end.</summary>
    internal TerminationSignals? Signals { get; init; }

    /// <summary>When all of it has to be done.</summary>
    internal Deadline Deadline { get; init; }

    /// <summary>Until when a connection that fails is tried again; the default tries once.</summary>
    internal Deadline RetriesUntil { get; init; }

    /// <summary>Milliseconds for one attempt to connect; zero or less is no limit.</summary>
    /// <exception cref="NcExit">There is no time for one.</exception>
    internal int ConnectLimit(int milliseconds)
    {
        int limit = Deadline.Limit(milliseconds);
        int left = RetriesUntil.IsSet ? Math.Max(RetriesUntil.Within(-1), 1) : limit;
        return limit > 0 ? Math.Min(limit, left) : left;
    }

    /// <summary>Asks the kernel for the bytes that were typed only where an argument shows that the runtime has replaced some.</summary>
    internal static RunContext FromProcess(string[] arguments)
        => new(ProgramPath(), RawArguments.AreReplaced(arguments) ? RawArguments.Last(arguments.Length) : arguments);

    /// <summary>One line on stderr, in one write(2) where the descriptor takes it.</summary>
    internal void Say(string line)
    {
        Status?.Hide();
        _ = WriteAll(Stderr, line + "\n");
    }

    /// <summary>A sentence about a failure: <c>name: text</c>.</summary>
    internal void Warn(string text) => Say($"{Name}: {text}");

    /// <summary>All is reported: signals have their actions again, and one that came ends the process here.</summary>
    internal void EndIfSignalled()
    {
        if (Signals is { Signal: not 0 })
        {
            Events?.Finish(LastWait);
        }

        Signals?.Release();
    }

    /// <summary>0, or minus errno where the descriptor took no more.</summary>
    internal static int WriteAll(int descriptor, string text)
    {
        ReadOnlySpan<byte> rest = RawText.Encode(text);
        while (rest.Length > 0)
        {
            int written = Libc.Write(descriptor, rest);
            if (written == -Constants.EINTR)
            {
                continue;
            }

            if (written < 0)
            {
                return written;
            }

            rest = rest[written..];
        }

        return 0;
    }

    private static string ProgramPath()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return Environment.GetCommandLineArgs()[0];
        }

        // On the CLR the first argument is the assembly; what was typed stands in /proc.
        string typed = File.ReadAllText("/proc/self/cmdline").Split('\0')[0];
        return typed.EndsWith("/dotnet", StringComparison.Ordinal) || typed == "dotnet" ? "nc" : typed;
    }
}
