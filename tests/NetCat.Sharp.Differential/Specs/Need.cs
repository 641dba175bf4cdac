using System;
using System.Collections.Generic;
using System.Linq;
using NetCat.Sharp.Differential.Outside;
using NetCat.Sharp.Differential.Running;
using NetCat.Sharp.Differential.Scenarios;

namespace NetCat.Sharp.Differential.Specs;

/// <summary>What some scenarios want of the machine or of the user; where it is missing they are not run, and a test that is skipped says so.</summary>
/// <param name="Reason">Why the scenarios cannot be run.</param>
/// <param name="Of">Which scenarios have it.</param>
/// <param name="IsMet">Whether it is there.</param>
internal sealed record Need(string Reason, Func<Scenario, bool> Of, Func<bool> IsMet)
{
    internal static IReadOnlyDictionary<string, Need> All { get; } = new Dictionary<string, Need>
    {
        ["names"] = new("a hosts file of one's own wants a namespace, and only root may make one", scenario => scenario.Names || scenario.NetworkNamespace is not null, () => NetworkNamespace.IsPossible),
        ["low ports"] = new("a far end at a port below 1024 wants the right to bind it", HasLowPort, () => LowPort.IsOurs),
        ["calls"] = new("strace is missing or may not watch other processes here", scenario => scenario.Calls, () => NetCalls.ArePossible),
    };

    /// <summary>Numbers up to 9 stand for ports of the run.</summary>
    private static bool HasLowPort(Scenario scenario)
        => scenario.Peers.Any(peer => peer.Kind is PeerKind.TcpListens or PeerKind.UdpBound && peer.Port is > 9 and < 1024);
}
