using System;

namespace NetCat.Sharp.Benchmarks.Outside;

/// <summary>A stream whose byte at each position is known, so that a receiver can verify it without a copy of what was sent.</summary>
internal static class Pattern
{
    /// <summary>The most bytes that one call takes.</summary>
    internal const int Largest = 1 << 20;

    /// <summary>A prime: no block size divides it.</summary>
    private const int Period = 65521;

    private static readonly byte[] s_bytes = Make();

    /// <summary>The bytes of a stream from a position on.</summary>
    internal static ReadOnlySpan<byte> At(long position, int length) => s_bytes.AsSpan((int)(position % Period), length);

    /// <exception cref="InvalidOperationException">The bytes are not those of the position.</exception>
    internal static void Verify(ReadOnlySpan<byte> bytes, long position)
    {
        if (!bytes.SequenceEqual(At(position, bytes.Length)))
        {
            throw new InvalidOperationException($"what arrived at {position} is not what was sent");
        }
    }

    private static byte[] Make()
    {
        byte[] bytes = new byte[Largest + Period];
        new Random(1).NextBytes(bytes.AsSpan(0, Period));
        for (int at = Period; at < bytes.Length; at++)
        {
            bytes[at] = bytes[at - Period];
        }

        return bytes;
    }
}
