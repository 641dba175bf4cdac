using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>
/// A UDP socket that is bound to every address: with each datagram comes the address that the peer sent it to, and an answer leaves from there
/// (IP_PKTINFO, ip(7); IPV6_PKTINFO, ipv6(7)). Otherwise the kernel chooses one by the route, and a peer that is connected drops the answer.
/// </summary>
internal sealed class PacketInfo
{
    /// <summary>The most bytes of <see cref="Source"/>: CMSG_SPACE of a <c>struct in6_pktinfo</c>.</summary>
    internal const int MostSource = 40;

    /// <summary>CMSG_LEN(0): <c>struct cmsghdr</c>, whose length is a <c>size_t</c>.</summary>
    internal const int Header = 16;

    /// <summary>CMSG_SPACE of a <c>struct in_pktinfo</c>.</summary>
    internal const int SpaceOf4 = 32;

    /// <summary>The control messages of a datagram: options that the user has set cause others.</summary>
    private const int ControlRoom = 512;

    /// <summary>Where <c>struct in_pktinfo</c> has ipi_spec_dst, the address that an answer leaves from, and ipi_addr, the destination in the header.</summary>
    internal const int LocalAt = 4;

    /// <inheritdoc cref="LocalAt"/>
    internal const int DestinationAt = 8;

    private readonly int _socket;
    private readonly SockAddr _bound;
    private readonly byte[] _control = new byte[ControlRoom];
    private readonly byte[] _source = new byte[MostSource];
    private int _sourceLength;

    private PacketInfo(int socket, in SockAddr bound) => (_socket, _bound) = (socket, bound);

    /// <summary>The control message that has an answer to the last datagram leave from the address it came to; empty where that is a group or not known.</summary>
    internal ReadOnlySpan<byte> Source => _source.AsSpan(0, _sourceLength);

    /// <summary>The address that the last datagram came to, with the socket's port; that of the socket where <see cref="Source"/> is empty.</summary>
    internal SockAddr Local
    {
        get
        {
            Span<byte> local = stackalloc byte[_bound.Bytes.Length];
            _bound.Bytes.CopyTo(local);
            ReadOnlySpan<byte> info = Source.IsEmpty ? default : Source[Header..];
            if (_bound.Family == Constants.AF_INET6 && !info.IsEmpty)
            {
                // struct sockaddr_in6 has the address and behind it the interface, as struct in6_pktinfo has them.
                info[..20].CopyTo(local[8..]);
            }
            else if (!info.IsEmpty)
            {
                info.Slice(LocalAt, 4).CopyTo(local[4..]);
            }

            return new SockAddr(local);
        }
    }

    /// <summary>For a socket that is bound to every address, of which the kernel now reports each one; null where the socket has one address.</summary>
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

    /// <summary>Bytes of the next datagram, or minus errno; it does not wait.</summary>
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

    /// <summary>Bytes sent, or minus errno. An address that this host no longer has does not keep the answer back.</summary>
    /// <param name="socket">Bound to every address.</param>
    /// <param name="datagram">What is sent.</param>
    /// <param name="receiver">Where to.</param>
    /// <param name="source">As <see cref="Source"/> was.</param>
    internal static int Send(int socket, ReadOnlySpan<byte> datagram, ReadOnlySpan<byte> receiver, ReadOnlySpan<byte> source)
    {
        int sent = source.IsEmpty ? -Constants.EINVAL : Libc.SendMessage(socket, datagram, receiver, source);
        return sent is -Constants.EINVAL or -Constants.EADDRNOTAVAIL or -Constants.ENETUNREACH or -Constants.ENODEV
            ? Libc.SendTo(socket, datagram, receiver)
            : sent;
    }

    private static int Aligned(int size) => (size + 7) & ~7;

    private void Take(int level, int type, ReadOnlySpan<byte> info)
    {
        if (level == Constants.IPPROTO_IP && type == Constants.IP_PKTINFO)
        {
            // A datagram that came before the option was set has the address in its header only.
            ReadOnlySpan<byte> local = info.Slice(LocalAt, 4);
            local = local.IndexOfAnyExcept((byte)0) < 0 ? info.Slice(DestinationAt, 4) : local;
            Begin(level, type, SpaceOf4, Header + info.Length);
            local.CopyTo(_source.AsSpan(Header + LocalAt));
        }
        else if (level == Constants.IPPROTO_IPV6 && type == Constants.IPV6_PKTINFO && info[0] != byte.MaxValue)
        {
            // Of a link-local address the interface is a part; for others the route decides.
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
