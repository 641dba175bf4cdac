using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>What to resolve.</summary>
internal enum Family
{
    /// <summary>Both, in the resolver's order.</summary>
    Any = Constants.AF_UNSPEC,

    /// <summary>IPv4 alone.</summary>
    Ipv4 = Constants.AF_INET,

    /// <summary>IPv6 alone.</summary>
    Ipv6 = Constants.AF_INET6,

    /// <summary>Paths: nothing that a resolver knows.</summary>
    Unix = Constants.AF_UNIX,
}

/// <summary>What is looked up, and what for.</summary>
/// <param name="Transport">TCP's or UDP's service names and socket types.</param>
/// <param name="Family">Which addresses are welcome.</param>
/// <param name="Passive">For bind(2): no host means every address.</param>
/// <param name="NumericHost">A name is an error; nothing is looked up.</param>
internal readonly record struct Lookup(Transport Transport, Family Family, bool Passive, bool NumericHost);

/// <summary>Host and service, as people write them, to addresses: getaddrinfo(3).</summary>
internal static class Resolving
{
    /// <summary>The text of an EAI_ code (gai_strerror(3)).</summary>
    internal static string ErrorText(int error) => Libc.ResolveErrorText(error);

    /// <summary>0 and the addresses in the resolver's order, or an EAI_ code.</summary>
    internal static int Resolve(string? host, string? service, Lookup lookup, List<ResolvedAddress> into)
    {
        if (lookup.Transport == Transport.Vsock)
        {
            return VsockAddresses.Resolve(host, service, lookup.Passive, into);
        }

        int flags = (lookup.Passive ? Constants.AI_PASSIVE : 0) | (lookup.NumericHost ? Constants.AI_NUMERICHOST : 0);

        // The resolver knows the services of TCP, which those of MPTCP are.
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
