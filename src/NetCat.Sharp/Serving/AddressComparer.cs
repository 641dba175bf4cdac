using System;
using System.Collections.Generic;

namespace NetCat.Sharp.Serving;

/// <summary>Finds an address by its bytes as the kernel writes them, so that a datagram of a known peer allocates nothing.</summary>
internal sealed class AddressComparer : IEqualityComparer<SockAddr>, IAlternateEqualityComparer<ReadOnlySpan<byte>, SockAddr>
{
    /// <inheritdoc/>
    public bool Equals(SockAddr x, SockAddr y) => x.Equals(y);

    /// <inheritdoc/>
    public int GetHashCode(SockAddr obj) => GetHashCode(obj.Bytes);

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<byte> alternate, SockAddr other) => alternate.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        // Seeded by the process: peers choose their addresses.
        var hash = default(HashCode);
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public SockAddr Create(ReadOnlySpan<byte> alternate) => new(alternate);
}
