using System;
using System.Buffers;

namespace NetCat.Sharp.Serving;

/// <summary>Bytes that wait in the queues of several clients, held once. The last queue that lets go of them gives the buffer back.</summary>
internal sealed class SharedBytes
{
    private readonly byte[] _buffer;
    private readonly int _length;
    private int _holders = 1;

    private SharedBytes(ReadOnlySpan<byte> bytes)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(bytes.Length);
        _length = bytes.Length;
        bytes.CopyTo(_buffer);
    }

    /// <summary>The bytes, until the last holder lets go.</summary>
    internal ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>How many there are.</summary>
    internal int Length => _length;

    /// <summary>A copy of bytes, held by the caller.</summary>
    internal static SharedBytes Of(ReadOnlySpan<byte> bytes) => new(bytes);

    /// <summary>One more holder.</summary>
    internal SharedBytes Hold()
    {
        _holders++;
        return this;
    }

    /// <summary>One holder fewer.</summary>
    internal void Release()
    {
        if (--_holders == 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }
}
