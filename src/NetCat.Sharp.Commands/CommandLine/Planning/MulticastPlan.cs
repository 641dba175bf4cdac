using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>The options of a multicast group.</summary>
/// <param name="Interface">The name of the interface, or null.</param>
/// <param name="Source">The only sender to receive from, or the default value for any sender.</param>
internal sealed record MulticastPlan(string? Interface, SockAddr Source)
{
    /// <summary>IF_NAMESIZE without the terminating null byte.</summary>
    private const int LongestName = 15;

    /// <summary>Reads the name of an interface. The kernel limits its length and allows no slash, colon or space.</summary>
    /// <exception cref="NcExit">The text is not a valid name.</exception>
    internal static string ReadInterface(string text)
        => text.Length > 0 && RawText.Encode(text).Length <= LongestName && text.AsSpan().IndexOfAny("/: \t\n") < 0
            ? text
            : throw new NcExit(1, $"interface invalid: {Printable.Of(text)}");

    /// <summary>Reads the address of a sender.</summary>
    /// <exception cref="NcExit">The text is not an address, or is the address of a group, which sends nothing.</exception>
    internal static SockAddr ReadSource(string text)
        => SocketAddresses.TryRead(text, out SockAddr address) && !Multicast.IsGroup(address) ? address : throw new NcExit(1, $"multicast-source invalid: {Printable.Of(text)}");

    /// <summary>
    /// Splits the interface from a group such as 239.1.1.1%eth0. getaddrinfo(3) reads an interface only after link-local IPv6 addresses,
    /// which are not changed.
    /// </summary>
    /// <exception cref="NcExit">--interface is given too, or the name is not valid.</exception>
    internal static void SplitHost(OptionValues draft)
    {
        if (!draft.Has(Opt.Udp) || draft.IsUnix || draft.Host?.Split('%') is not [var group, var name]
            || !SocketAddresses.TryRead(group, out SockAddr address) || !Multicast.IsGroup(address) || Multicast.IsOfLink(address))
        {
            return;
        }

        if (draft.Has(Opt.Interface))
        {
            throw new NcExit(1, $"cannot use --interface and %{Printable.Of(name)}");
        }

        draft.Host = group;
        draft.AskInterface(ReadInterface(name));
    }
}
