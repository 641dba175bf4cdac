using System;
using System.IO;
using System.Runtime.CompilerServices;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Observing;
using NetCat.Sharp.IO;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Proxies;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The process, and what its sessions report to.</summary>
/// <param name="Path">As with <see cref="ProcessContext"/>.</param>
/// <param name="Arguments">As with <see cref="ProcessContext"/>.</param>
/// <param name="Stdin">As with <see cref="ProcessContext"/>.</param>
/// <param name="Stdout">As with <see cref="ProcessContext"/>.</param>
/// <param name="Stderr">As with <see cref="ProcessContext"/>.</param>
internal sealed record RunContext(string Path, string[] Arguments, int Stdin = 0, int Stdout = 1, int Stderr = 2)
    : ProcessContext(Path, Arguments, Stdin, Stdout, Stderr)
{
    /// <summary>The time that a slow reader of events has before a signal ends the process.</summary>
    internal static readonly TimeSpan LastWait = TimeSpan.FromSeconds(1);

    /// <summary>The log of --events, or null.</summary>
    internal EventLog? Events { get; init; }

    /// <summary>The file of --hex-dump, which all sessions share, or null.</summary>
    internal SideFile? DumpFile { get; init; }

    /// <summary>The user and the password for the proxy, or null.</summary>
    internal ProxyCredentials? ProxyLogin { get; init; }

    /// <summary>Clients in their handshake while another one is served; null where there are none.</summary>
    internal OpeningClients? Opening { get; init; }

    /// <summary>The context of this process. The kernel's copy of the arguments is read only where the runtime has replaced bytes in them.</summary>
    internal static RunContext FromProcess(string[] arguments)
        => new(ProgramPath(), RawArguments.AreReplaced(arguments) ? RawArguments.Last(arguments.Length) : arguments);

    /// <summary>Called when all reports are written: restores the actions of signals, and a signal that has arrived ends the process here.</summary>
    internal void EndIfSignalled()
    {
        if (Signals is { Signal: not 0 and var signal })
        {
            Opening?.Close(RelayEnd.Interrupted, signal);
            Events?.Finish(Deadline.In(LastWait));
        }
        else if (Opening is { Count: > 0 })
        {
            // The ends of their handshakes are still to be reported.
            return;
        }

        Signals?.Release();
    }

    private static string ProgramPath()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return Environment.GetCommandLineArgs()[0];
        }

        // On the CLR the first argument is the assembly; /proc has what was typed.
        string typed = File.ReadAllText("/proc/self/cmdline").Split('\0')[0];
        return typed.EndsWith("/dotnet", StringComparison.Ordinal) || typed == "dotnet" ? "nc" : typed;
    }
}
