using System;
using System.Buffers.Binary;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Membership of a UDP socket in a multicast group, independent of the family (RFC 3678).</summary>
internal static class Multicast
{
    /// <summary>The offset of the addresses in <c>struct group_req</c> and <c>struct group_source_req</c>, which are aligned to 8 bytes.</summary>
    private const int Addresses = 8;

    private const int ScopeOffset = 24;

    /// <summary>Groups of this scope and of narrower scopes are limited to one link (RFC 7346).</summary>
    private const int LinkScope = 2;

    /// <summary>Whether the address is a multicast group: 224.0.0.0/4 (RFC 5771) or ff00::/8 (RFC 4291).</summary>
    internal static bool IsGroup(in SockAddr address) => address.Family switch
    {
        Constants.AF_INET => address.Bytes[4] >> 4 == 0xe,
        Constants.AF_INET6 => address.Bytes[8] == 0xff,
        _ => false,
    };

    /// <summary>Whether the group is an IPv6 group that needs its interface as its scope.</summary>
    internal static bool IsOfLink(in SockAddr group) => group.Family == Constants.AF_INET6 && (group.Bytes[9] & 0xf) <= LinkScope;

    /// <summary>The index of an interface, or minus ENODEV if there is no interface of that name.</summary>
    internal static int InterfaceIndex(string name) => Libc.InterfaceIndex(name) is not 0 and int index ? index : -Constants.ENODEV;

    /// <summary>The name of an interface; empty if there is none.</summary>
    internal static string InterfaceName(int index) => Libc.InterfaceName(index);

    /// <summary>The interface in the address of an IPv6 group (its scope), or 0.</summary>
    internal static int InterfaceOf(in SockAddr group)
        => group.Family == Constants.AF_INET6 ? BinaryPrimitives.ReadInt32LittleEndian(group.Bytes[ScopeOffset..]) : 0;

    /// <summary>
    /// An IPv6 group of one link with the interface as its scope, without which bind(2) refuses it. Any other group is returned unchanged.
    /// </summary>
    internal static SockAddr On(in SockAddr group, int index)
    {
        if (!IsOfLink(group))
        {
            return group;
        }

        byte[] bytes = group.Bytes.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(ScopeOffset), index);
        return new SockAddr(bytes);
    }

    /// <summary>Joins a group; 0 or minus errno, ENODEV if no interface is given and there is no route to the group.</summary>
    /// <param name="socket">A socket of the group's family.</param>
    /// <param name="group">The group; its port is ignored.</param>
    /// <param name="source">The only sender to receive from, or the default for all.</param>
    /// <param name="index">The interface; with 0 the kernel chooses it.</param>
    internal static int Join(int socket, in SockAddr group, in SockAddr source, int index)
    {
        bool hasSource = !SocketAddresses.IsUnset(source);
        Span<byte> request = stackalloc byte[Addresses + (2 * SockAddr.Room)];
        request.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(request, index);
        group.Bytes.CopyTo(request[Addresses..]);
        source.Bytes.CopyTo(request[(Addresses + SockAddr.Room)..]);
        int level = group.Family == Constants.AF_INET6 ? Constants.IPPROTO_IPV6 : Constants.IPPROTO_IP;
        return hasSource
            ? Libc.SetOption(socket, level, Constants.MCAST_JOIN_SOURCE_GROUP, request)
            : Libc.SetOption(socket, level, Constants.MCAST_JOIN_GROUP, request[..(Addresses + SockAddr.Room)]);
    }
}
