using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>The address family to resolve.</summary>
internal enum Family
{
    /// <summary>IPv4 and IPv6, in the resolver's order.</summary>
    Any = Constants.AF_UNSPEC,

    /// <summary>Only IPv4.</summary>
    Ipv4 = Constants.AF_INET,

    /// <summary>Only IPv6.</summary>
    Ipv6 = Constants.AF_INET6,

    /// <summary>Paths of Unix sockets, which are not resolved.</summary>
    Unix = Constants.AF_UNIX,
}

/// <summary>The parameters of a lookup.</summary>
/// <param name="Transport">The transport, which determines service names and socket types.</param>
/// <param name="Family">The families that are used.</param>
/// <param name="Passive">Whether the address is for bind(2): no host then means every address.</param>
/// <param name="NumericHost">Whether a host name is an error; nothing is looked up then.</param>
internal readonly record struct Lookup(Transport Transport, Family Family, bool Passive, bool NumericHost);

/// <summary>Resolves a host and a service to addresses: getaddrinfo(3).</summary>
internal static class Resolving
{
    /// <summary>The text of an EAI_ code (gai_strerror(3)).</summary>
    internal static string ErrorText(int error) => Libc.ResolveErrorText(error);

    /// <summary>Resolves; 0 and the addresses in the resolver's order, or an EAI_ code.</summary>
    internal static int Resolve(string? host, string? service, Lookup lookup, List<ResolvedAddress> into)
    {
        if (lookup.Transport == Transport.Vsock)
        {
            return VsockAddresses.Resolve(host, service, lookup.Passive, into);
        }

        int flags = (lookup.Passive ? Constants.AI_PASSIVE : 0) | (lookup.NumericHost ? Constants.AI_NUMERICHOST : 0);

        // The resolver does not know MPTCP; its services are those of TCP.
        bool isMultipath = lookup.Transport == Transport.Mptcp;
        var query = new AddressQuery(
            (int)lookup.Family, Transports.SocketType(lookup.Transport), Transports.ProtocolOf(isMultipath ? Transport.Tcp : lookup.Transport), flags);
        List<AddressInfo> found = [];
        int error = Libc.Resolve(host, service, query, found);
        foreach (AddressInfo info in found)
        {
            var address = new ResolvedAddress(info);
            into.Add(isMultipath ? address with { Protocol = Constants.IPPROTO_MPTCP } : address);
        }

        return error;
    }
}
