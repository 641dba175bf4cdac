using System.Collections.Generic;

namespace NetCat.Sharp.Access;

/// <summary>Who may come: nobody that is denied, and where somebody is allowed, nobody else.</summary>
/// <param name="Allowed">Null admits whoever is not denied; an empty list admits nobody.</param>
/// <param name="Denied">These are refused, allowed or not.</param>
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
