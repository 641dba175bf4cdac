using System;
using System.Buffers;

namespace NetCat.Sharp.Serving;

/// <summary>Bytes that wait in the queues of several clients, stored once. When the last queue releases them, the buffer is returned.</summary>
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

    /// <summary>The bytes, valid until the last holder releases them.</summary>
    internal ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>The number of bytes.</summary>
    internal int Length => _length;

    /// <summary>A copy of the bytes; the caller is the first holder.</summary>
    internal static SharedBytes Of(ReadOnlySpan<byte> bytes) => new(bytes);

    /// <summary>Adds a holder.</summary>
    internal SharedBytes Hold()
    {
        _holders++;
        return this;
    }

    /// <summary>Removes a holder.</summary>
    internal void Release()
    {
        if (--_holders == 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }
}
