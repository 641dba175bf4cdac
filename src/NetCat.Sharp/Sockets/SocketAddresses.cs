using System;
using System.Net;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Returns the addresses of a socket, and converts addresses to text.</summary>
internal static class SocketAddresses
{
    /// <summary>The address to which the socket is bound, or the default if it has none (getsockname(2)).</summary>
    internal static SockAddr LocalOf(int socket) => Libc.LocalAddress(socket, out SockAddr address) < 0 ? default : address;

    /// <summary>Parses an address in the form that inet_pton(3) accepts: four decimal numbers, or IPv6 without a scope. The port is 0.</summary>
    internal static bool TryRead(string text, out SockAddr address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bool isSix = !Libc.ReadAddress(Constants.AF_INET, text, bytes);
        bool reads = !isSix || Libc.ReadAddress(Constants.AF_INET6, text, bytes);
        address = reads ? SockAddr.From(new IPEndPoint(new IPAddress(isSix ? bytes : bytes[..4]), 0)) : default;
        return reads;
    }

    /// <summary>The address of the peer, or the default if the socket has none (getpeername(2)).</summary>
    internal static SockAddr PeerOf(int socket) => Libc.PeerAddress(socket, out SockAddr address) < 0 ? default : address;

    /// <summary>Whether the address was never set.</summary>
    internal static bool IsUnset(in SockAddr address) => address.Family == Constants.AF_UNSPEC;

    /// <summary>Whether the address is that of a Unix socket.</summary>
    internal static bool IsUnix(in SockAddr address) => address.Family == Constants.AF_UNIX;

    /// <summary>The IPv4 address that is mapped into an IPv6 address (RFC 4291, 2.5.5.2); any other address is returned unchanged.</summary>
    internal static SockAddr Unmapped(in SockAddr address)
        => address.Family == Constants.AF_INET6 && address.ToEndPoint() is { Address.IsIPv4MappedToIPv6: true } mapped
            ? SockAddr.From(new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port))
            : address;

    /// <summary>Whether the address is that of a virtual machine or its host; the resolver has no names for such addresses.</summary>
    internal static bool IsVsock(in SockAddr address) => address.Family == Constants.AF_VSOCK;

    /// <summary>The address and the port as numbers; false if the family has no such text (getnameinfo(3), NI_NUMERICHOST).</summary>
    internal static bool TryNumber(in SockAddr address, out string host, out string port) => NumberOf(address, out host, out port) == 0;

    /// <summary>Converts the address and the port to numbers; 0 or an EAI_ code.</summary>
    internal static int NumberOf(in SockAddr address, out string host, out string port)
    {
        if (address.Family == Constants.AF_VSOCK)
        {
            (host, port) = VsockAddresses.NumbersOf(address);
            return 0;
        }

        return Libc.NameOf(address, numeric: true, out host, out port);
    }
}
