using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>
/// Handles a UDP socket that is bound to every address. The kernel reports with each datagram the address to which the peer sent it, and the reply
/// leaves from that address (IP_PKTINFO, ip(7); IPV6_PKTINFO, ipv6(7)). Otherwise the kernel chooses an address by the route, and a connected peer
/// drops the reply.
/// </summary>
internal sealed class PacketInfo
{
    /// <summary>The largest size of <see cref="Source"/> in bytes: CMSG_SPACE of a <c>struct in6_pktinfo</c>.</summary>
    internal const int MostSource = 40;

    /// <summary>CMSG_LEN(0): the size of <c>struct cmsghdr</c>, whose length field is a <c>size_t</c>.</summary>
    internal const int Header = 16;

    /// <summary>CMSG_SPACE of a <c>struct in_pktinfo</c>.</summary>
    internal const int SpaceOf4 = 32;

    /// <summary>The room for the control messages of a datagram; options that the user has set cause additional ones.</summary>
    private const int ControlRoom = 512;

    /// <summary>
    /// The offsets in <c>struct in_pktinfo</c> of ipi_spec_dst, the address from which a reply leaves, and of ipi_addr, the destination in the
    /// header.
    /// </summary>
    internal const int LocalAt = 4;

    /// <inheritdoc cref="LocalAt"/>
    internal const int DestinationAt = 8;

    private readonly int _socket;
    private readonly SockAddr _bound;
    private readonly byte[] _control = new byte[ControlRoom];
    private readonly byte[] _source = new byte[MostSource];
    private int _sourceLength;

    private PacketInfo(int socket, in SockAddr bound) => (_socket, _bound) = (socket, bound);

    /// <summary>
    /// The control message that makes a reply to the last datagram leave from the address to which it was sent; empty if that address is a group or
    /// unknown.
    /// </summary>
    internal ReadOnlySpan<byte> Source => _source.AsSpan(0, _sourceLength);

    /// <summary>
    /// The address to which the last datagram was sent, with the socket's port; the socket's own address if <see cref="Source"/> is empty.
    /// </summary>
    internal SockAddr Local
    {
        get
        {
            Span<byte> local = stackalloc byte[_bound.Bytes.Length];
            _bound.Bytes.CopyTo(local);
            ReadOnlySpan<byte> info = Source.IsEmpty ? default : Source[Header..];
            if (_bound.Family == Constants.AF_INET6 && !info.IsEmpty)
            {
                // struct sockaddr_in6 has the address followed by the interface, in the same layout as struct in6_pktinfo.
                info[..20].CopyTo(local[8..]);
            }
            else if (!info.IsEmpty)
            {
                info.Slice(LocalAt, 4).CopyTo(local[4..]);
            }

            return new SockAddr(local);
        }
    }

    /// <summary>Enables the control messages on a socket that is bound to every address; null if the socket is bound to one address.</summary>
    internal static PacketInfo? Of(int socket)
    {
        SockAddr local = SocketAddresses.LocalOf(socket);
        (int level, int option, int at) = local.Family switch
        {
            Constants.AF_INET => (Constants.IPPROTO_IP, Constants.IP_PKTINFO, 4),
            Constants.AF_INET6 => (Constants.IPPROTO_IPV6, Constants.IPV6_RECVPKTINFO, 8),
            _ => default,
        };
        bool isEvery = at > 0 && local.Bytes.Slice(at, at == 4 ? 4 : 16).IndexOfAnyExcept((byte)0) < 0;
        return isEvery && Libc.SetOption(socket, level, option, 1) == 0 ? new PacketInfo(socket, local) : null;
    }

    /// <summary>Receives the next datagram without waiting; returns the number of bytes or minus errno.</summary>
    internal int Receive(Span<byte> into, Span<byte> sender, out int senderLength)
    {
        int received = Libc.ReceiveMessage(_socket, into, Constants.MSG_DONTWAIT, sender, out senderLength, _control, out int length);
        _sourceLength = 0;
        if (received < 0)
        {
            return received;
        }

        for (ReadOnlySpan<byte> rest = _control.AsSpan(0, length); rest.Length >= Header;)
        {
            int size = (int)MemoryMarshal.Read<nuint>(rest);
            if (size < Header || size > rest.Length)
            {
                break;
            }

            Take(MemoryMarshal.Read<int>(rest[8..]), MemoryMarshal.Read<int>(rest[12..]), rest[Header..size]);
            rest = rest[Math.Min(Aligned(size), rest.Length)..];
        }

        return received;
    }

    /// <summary>
    /// Sends a reply; returns the number of bytes or minus errno. If this host no longer has the source address, the reply is sent from another one.
    /// </summary>
    /// <param name="socket">A socket that is bound to every address.</param>
    /// <param name="datagram">The datagram to send.</param>
    /// <param name="receiver">The address of the receiver.</param>
    /// <param name="source">The <see cref="Source"/> of the datagram that is answered.</param>
    internal static int Send(int socket, ReadOnlySpan<byte> datagram, ReadOnlySpan<byte> receiver, ReadOnlySpan<byte> source)
    {
        int sent = source.IsEmpty ? -Constants.EINVAL : Libc.SendMessage(socket, datagram, receiver, source);
        return sent is -Constants.EINVAL or -Constants.EADDRNOTAVAIL or -Constants.ENETUNREACH or -Constants.ENODEV
            ? Libc.SendTo(socket, datagram, receiver)
            : sent;
    }

    private static int Aligned(int size) => (size + 7) & ~7;

    /// <summary>An IPv6 socket on which the user has set IP_PKTINFO gets both messages for a datagram of IPv4; that of its own family counts.</summary>
    private void Take(int level, int type, ReadOnlySpan<byte> info)
    {
        if (level == Constants.IPPROTO_IP && type == Constants.IP_PKTINFO && _bound.Family == Constants.AF_INET)
        {
            // A datagram that arrived before the option was set has the address only in its header.
            ReadOnlySpan<byte> local = info.Slice(LocalAt, 4);
            local = local.IndexOfAnyExcept((byte)0) < 0 ? info.Slice(DestinationAt, 4) : local;
            Begin(level, type, SpaceOf4, Header + info.Length);
            local.CopyTo(_source.AsSpan(Header + LocalAt));
        }
        else if (level == Constants.IPPROTO_IPV6 && type == Constants.IPV6_PKTINFO && info[0] != byte.MaxValue)
        {
            // The interface is part of a link-local address; for other addresses the route determines it.
            bool isOfLink = BinaryPrimitives.ReadUInt16BigEndian(info) >> 6 == 0xFE80 >> 6;
            Begin(level, type, MostSource, Header + info.Length);
            info[..(isOfLink ? info.Length : 16)].CopyTo(_source.AsSpan(Header));
        }
    }

    private void Begin(int level, int type, int space, int length)
    {
        _sourceLength = space;
        Span<byte> source = _source.AsSpan(0, space);
        source.Clear();
        MemoryMarshal.Write(source, (nuint)length);
        MemoryMarshal.Write(source[8..], level);
        MemoryMarshal.Write(source[12..], type);
    }
}
