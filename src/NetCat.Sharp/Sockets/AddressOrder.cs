using System.Collections.Generic;

namespace NetCat.Sharp.Sockets;

/// <summary>The order in which the addresses of a name are tried.</summary>
internal static class AddressOrder
{
    /// <summary>
    /// Alternates the families, beginning with that of the first address (RFC 8305, section 4). Within a family the resolver's order is kept.
    /// </summary>
    internal static List<ResolvedAddress> Interleave(List<ResolvedAddress> addresses)
    {
        List<ResolvedAddress> one = addresses.FindAll(address => address.Family == addresses[0].Family);
        List<ResolvedAddress> other = addresses.FindAll(address => address.Family != addresses[0].Family);
        List<ResolvedAddress> mixed = new(addresses.Count);
        for (int at = 0; at < one.Count || at < other.Count; at++)
        {
            if (at < one.Count)
            {
                mixed.Add(one[at]);
            }

            if (at < other.Count)
            {
                mixed.Add(other[at]);
            }
        }

        return mixed;
    }
}
