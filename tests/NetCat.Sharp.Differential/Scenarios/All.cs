using System.Collections.Generic;
using System.Linq;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>All scenarios.</summary>
internal static class All
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        .. Arguments.Scenarios,
        .. Ports.Scenarios,
        .. TcpClient.Scenarios,
        .. TcpListener.Scenarios,
        .. HalfClose.Scenarios,
        .. QuitTimer.Scenarios,
        .. IdleTimeout.Scenarios,
        .. Timers.Scenarios,
        .. Idle.Scenarios,
        .. Scan.Scenarios,
        .. Udp.Scenarios,
        .. StdinKinds.Scenarios,
        .. StdoutKinds.Scenarios,
        .. Signals.Scenarios,
        .. SignalsHeld.Scenarios,
        .. Terminals.Scenarios,
        .. Ipv6.Scenarios,
        .. HostNames.Scenarios,
        .. Forms.Scenarios,
        .. SocketOptions.Scenarios,
        .. LineEndings.Scenarios,
        .. Reuse.Scenarios,
        .. UnixStreams.Scenarios,
        .. UnixDatagrams.Scenarios,
        .. UnixSocketPaths.Scenarios,
        .. DescriptorPassing.Scenarios,
        .. Furnished.Scenarios,
        .. SystemCalls.Scenarios,
        .. Mended.Scenarios,
    ];

    /// <summary>Each intended difference from the real nc with its reason.</summary>
    internal static IReadOnlyList<(string Name, string Reason)> Differences { get; } =
        [.. Scenarios.Where(scenario => scenario.Differs is not null).Select(scenario => (scenario.Name, scenario.Differs!))];
}
