using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>What was asked of a multicast group beyond its address.</summary>
/// <param name="Interface">The name of the interface, or null.</param>
/// <param name="Source">The only sender to receive from, or the default.</param>
internal sealed record MulticastPlan(string? Interface, SockAddr Source)
{
    /// <summary>IF_NAMESIZE without the zero at its end.</summary>
    private const int LongestName = 15;

    /// <summary>The name of an interface: short, and without a slash, a colon or a space, as the kernel has it.</summary>
    /// <exception cref="NcExit">It is none.</exception>
    internal static string ReadInterface(string text)
        => text.Length > 0 && RawText.Encode(text).Length <= LongestName && text.AsSpan().IndexOfAny("/: \t\n") < 0
            ? text
            : throw new NcExit(1, $"interface invalid: {Printable.Of(text)}");

    /// <summary>The address of a sender.</summary>
    /// <exception cref="NcExit">It is no address, or that of a group: a group sends nothing.</exception>
    internal static SockAddr ReadSource(string text)
        => SocketAddresses.TryRead(text, out SockAddr address) && !Multicast.IsGroup(address) ? address : throw new NcExit(1, $"multicast-source invalid: {Printable.Of(text)}");

    /// <summary>
    /// Takes the interface out of a group such as 239.1.1.1%eth0. getaddrinfo(3) reads the name of one after IPv6 addresses of the link alone,
    /// which stay as they are.
    /// </summary>
    /// <exception cref="NcExit">--interface names one too, or it is no name.</exception>
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
