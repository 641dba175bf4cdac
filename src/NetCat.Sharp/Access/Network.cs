using System;
using System.Buffers.Binary;
using System.Globalization;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Access;

/// <summary>
/// The addresses that begin with the same bits (RFC 4632, RFC 4291); a single address is the smallest network. An IPv4 address that is mapped into
/// IPv6 counts as IPv4. Otherwise no IPv4 address is in an IPv6 network, and no IPv6 address in an IPv4 network.
/// </summary>
/// <param name="IsSix">Whether the network is IPv6; mapped IPv4 addresses are not.</param>
/// <param name="First">The first address. An IPv4 address is in the low 32 bits.</param>
/// <param name="Last">The last address.</param>
internal readonly record struct Network(bool IsSix, UInt128 First, UInt128 Last)
{
    private const int MappedBits = 96;

    /// <summary>The 96 bits with which every mapped address begins (RFC 4291, 2.5.5.2).</summary>
    private static readonly UInt128 s_mapped = (UInt128)0xFFFF << 32;

    /// <summary>The network that consists of one peer, or null if the peer has no IPv4 or IPv6 address.</summary>
    internal static Network? Of(in SockAddr peer) => peer.Family switch
    {
        Constants.AF_INET => Of(isSix: false, BinaryPrimitives.ReadUInt32BigEndian(peer.Bytes[4..]), length: 32),
        Constants.AF_INET6 => Of(isSix: true, BinaryPrimitives.ReadUInt128BigEndian(peer.Bytes[8..]), length: 128),
        _ => null,
    };

    /// <summary>Parses <c>address</c> and <c>address/bits</c>; the bits of the address after the prefix are ignored.</summary>
    internal static bool TryRead(string text, out Network network)
    {
        network = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string address = slash < 0 ? text : text[..slash];
        Span<byte> bytes = stackalloc byte[16];
        bool isSix = !Libc.ReadAddress(Constants.AF_INET, address, bytes);
        if (isSix && !Libc.ReadAddress(Constants.AF_INET6, address, bytes))
        {
            return false;
        }

        int most = isSix ? 128 : 32;
        int length = slash < 0 ? most : LengthOf(text.AsSpan(slash + 1));
        if (length < 0 || length > most)
        {
            return false;
        }

        network = Of(isSix, isSix ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes), length);
        return true;
    }

    /// <summary>127.0.0.0/8 and ::1.</summary>
    internal bool IsLoopback => IsSix ? First == 1 && Last == 1 : First >> 24 == 127 && Last >> 24 == 127;

    internal bool Contains(in Network other) => other.IsSix == IsSix && other.First >= First && other.Last <= Last;

    private static Network Of(bool isSix, UInt128 address, int length)
    {
        if (isSix && length >= MappedBits && address >> 32 == s_mapped >> 32)
        {
            return Of(isSix: false, address & uint.MaxValue, length - MappedBits);
        }

        int free = (isSix ? 128 : 32) - length;

        // UInt128 takes the shift count modulo 128, so a shift by 128 bits would not shift at all.
        UInt128 rest = free == 128 ? UInt128.MaxValue : (UInt128.One << free) - 1;
        return new Network(isSix, address & ~rest, address | rest);
    }

    /// <summary>Parses one to three digits; returns -1 for any other text.</summary>
    private static int LengthOf(ReadOnlySpan<char> text)
        => text.Length is > 0 and <= 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : -1;
}
