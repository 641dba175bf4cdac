using System.Collections.Generic;

namespace NetCat.Sharp.Access;

/// <summary>The peers that a listener serves. A denied peer is never served; if there is a list of allowed peers, only those are served.</summary>
/// <param name="Allowed">The peers to serve; null allows every peer that is not denied, and an empty list allows none.</param>
/// <param name="Denied">The peers to refuse, even if they are allowed.</param>
internal sealed record AccessList(IReadOnlyList<Network>? Allowed, IReadOnlyList<Network> Denied)
{
    internal bool Admits(in SockAddr peer)
        => Network.Of(peer) is { } address && !Holds(Denied, address) && (Allowed is null || Holds(Allowed, address));

    private static bool Holds(IReadOnlyList<Network> networks, in Network address)
    {
        for (int i = 0; i < networks.Count; i++)
        {
            if (networks[i].Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
