using System.Collections.Generic;

namespace NetCat.Sharp.Sockets;

/// <summary>The order in which the addresses of a name are tried.</summary>
internal static class AddressOrder
{
    /// <summary>The families in turn, beginning with that of the first address (RFC 8305, section 4); within a family the resolver's order stays.</summary>
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
