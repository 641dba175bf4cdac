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

/// <summary>The process and the outputs that its sessions share.</summary>
/// <param name="Path">As with <see cref="ProcessContext"/>.</param>
/// <param name="Arguments">As with <see cref="ProcessContext"/>.</param>
/// <param name="Stdin">As with <see cref="ProcessContext"/>.</param>
/// <param name="Stdout">As with <see cref="ProcessContext"/>.</param>
/// <param name="Stderr">As with <see cref="ProcessContext"/>.</param>
internal sealed record RunContext(string Path, string[] Arguments, int Stdin = 0, int Stdout = 1, int Stderr = 2)
    : ProcessContext(Path, Arguments, Stdin, Stdout, Stderr)
{
    /// <summary>How long the process waits for a slow reader of events before a signal ends it.</summary>
    internal static readonly TimeSpan LastWait = TimeSpan.FromSeconds(1);

    /// <summary>The log of --events, or null.</summary>
    internal EventLog? Events { get; init; }

    /// <summary>The file of --hex-dump, which all sessions share, or null.</summary>
    internal SideFile? DumpFile { get; init; }

    /// <summary>The user and the password for the proxy, or null.</summary>
    internal ProxyCredentials? ProxyLogin { get; init; }

    /// <summary>Clients whose handshake is in progress while another one is served; null without TLS.</summary>
    internal OpeningClients? Opening { get; init; }

    /// <summary>The context of this process. The kernel's copy of the arguments is read only if the runtime has replaced bytes in them.</summary>
    internal static RunContext FromProcess(string[] arguments)
        => new(ProgramPath(), RawArguments.AreReplaced(arguments) ? RawArguments.Last(arguments.Length) : arguments);

    /// <summary>Called when all reports are written. Restores the signal actions; a signal that has arrived then ends the process.</summary>
    internal void EndIfSignalled()
    {
        if (Signals is { Signal: not 0 and var signal })
        {
            Opening?.Close(RelayEnd.Interrupted, signal);
            Events?.Finish(Deadline.In(LastWait));
        }
        else if (Opening is { Count: > 0 })
        {
            // The ends of the handshakes are not reported yet.
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

        // On the CLR the first argument is the assembly; /proc has the typed name.
        string typed = File.ReadAllText("/proc/self/cmdline").Split('\0')[0];
        return typed.EndsWith("/dotnet", StringComparison.Ordinal) || typed == "dotnet" ? "nc" : typed;
    }
}
