using System;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>Inputs of the planner beyond the command line. The planner performs no I/O: its caller provides these.</summary>
internal sealed record PlannerInputs
{
    /// <summary>The process was started with a listening socket, so that the command line may omit the address.</summary>
    internal bool IsActivated { get; init; }

    /// <summary>The number of processors that this process may use.</summary>
    internal int Processors { get; init; } = 1;

    /// <summary>The port of a service, or -1 if there is no such service.</summary>
    internal Func<string, Transport, int> PortOfService { get; init; } = static (_, _) => -1;

    /// <summary>
    /// Reads the key of -S; null if it cannot be read. Like netcat-openbsd, the planner calls it before it checks the options after -S.
    /// </summary>
    internal Func<byte[]?> ReadSignatureKey { get; init; } = static () => null;

    /// <summary>A new secret for --tls-secret.</summary>
    internal Func<string> NewTlsSecret { get; init; } = static () => "";
}
