using System;
using System.Buffers.Binary;
using System.Globalization;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Access;

/// <summary>
/// The addresses that begin with the same bits (RFC 4632, RFC 4291), one address being the smallest of them. An IPv4 address mapped
/// into IPv6 is that IPv4 address; IPv4 and IPv6 are otherwise apart.
/// </summary>
/// <param name="IsSix">IPv6, mapped addresses aside.</param>
/// <param name="First">The first address; of IPv4 the low 32 bits, the others 0.</param>
/// <param name="Last">The last one.</param>
internal readonly record struct Network(bool IsSix, UInt128 First, UInt128 Last)
{
    private const int MappedBits = 96;

    /// <summary>The 96 bits that every mapped address begins with (RFC 4291, 2.5.5.2).</summary>
    private static readonly UInt128 s_mapped = (UInt128)0xFFFF << 32;

    /// <summary>The network of one peer, or null where it has no such address.</summary>
    internal static Network? Of(in SockAddr peer) => peer.Family switch
    {
        Constants.AF_INET => Of(isSix: false, BinaryPrimitives.ReadUInt32BigEndian(peer.Bytes[4..]), length: 32),
        Constants.AF_INET6 => Of(isSix: true, BinaryPrimitives.ReadUInt128BigEndian(peer.Bytes[8..]), length: 128),
        _ => null,
    };

    /// <summary>Reads <c>address</c> and <c>address/bits</c>; bits of the address beyond them do not count.</summary>
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

        // A shift by all 128 bits would be one by none.
        UInt128 rest = free == 128 ? UInt128.MaxValue : (UInt128.One << free) - 1;
        return new Network(isSix, address & ~rest, address | rest);
    }

    /// <summary>One to three digits; -1 for anything else.</summary>
    private static int LengthOf(ReadOnlySpan<char> text)
        => text.Length is > 0 and <= 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : -1;
}
