using System.Collections.Generic;

namespace NetCat.Sharp.Access;

/// <summary>The peers that a listener serves: none that is denied and, where some are allowed, no others.</summary>
/// <param name="Allowed">Null admits every peer that is not denied; an empty list admits none.</param>
/// <param name="Denied">Refused even if they are allowed.</param>
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
