using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Differential.Outside;
using NetCat.Sharp.Differential.Running;
using NetCat.Sharp.Differential.Scenarios;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>A requirement of some scenarios on the machine or the user; if it is not met, they are not run, and a skipped test says so.</summary>
/// <param name="Reason">Why the scenarios cannot be run.</param>
/// <param name="Of">Whether a scenario has the requirement.</param>
/// <param name="IsMet">Whether the requirement is met.</param>
internal sealed record Need(string Reason, Func<Scenario, bool> Of, Func<bool> IsMet)
{
    internal static IReadOnlyDictionary<string, Need> All { get; } = new Dictionary<string, Need>
    {
        ["names"] = new("a hosts file of one's own wants a namespace, and only root may make one", scenario => scenario.Names || scenario.NetworkNamespace is not null, () => NetworkNamespace.IsPossible),
        ["low ports"] = new("a far end at a port below 1024 wants the right to bind it", HasLowPort, () => LowPort.IsOurs),
        ["calls"] = new("strace is missing or may not watch other processes here", scenario => scenario.Calls, () => NetCalls.ArePossible),
    };

    /// <summary>Numbers up to 9 are indices of the lease's ports.</summary>
    private static bool HasLowPort(Scenario scenario)
        => scenario.Peers.Any(peer => peer.Kind is PeerKind.TcpListens or PeerKind.UdpBound && peer.Port is > 9 and < 1024);
}
