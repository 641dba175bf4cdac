using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Relaying;

/// <summary>Moves bytes with read(2) and write(2) through one buffer; works for every kind of descriptor.</summary>
/// <param name="chunk">The most bytes that one read takes.</param>
/// <param name="wholeChunks">Whether to read only into an empty buffer, so that a datagram is neither cut nor joined to another.</param>
internal sealed unsafe class CopyMover(int chunk, bool wholeChunks) : Mover
{
    // The buffer comes from malloc: only the pages that are used are touched, and the garbage collector does not see it.
    private byte* _buffer = (byte*)NativeMemory.Alloc((nuint)chunk);
    private int _start;
    private int _end;

    /// <summary>The most bytes that one read takes and that the mover holds.</summary>
    internal int Chunk => chunk;

    internal override bool IsEmpty => _start == _end;

    internal override bool HasRoom => wholeChunks ? IsEmpty : _end < chunk;

    internal override int Fill(Channel source)
    {
        int taken = source.Read(new Span<byte>(_buffer + _end, chunk - _end));
        _end += Math.Max(taken, 0);
        return taken;
    }

    /// <summary>The most recently read bytes.</summary>
    internal ReadOnlySpan<byte> Newest(int count) => count <= 0 ? default : new ReadOnlySpan<byte>(_buffer + _end - count, count);

    internal override int Drain(Channel sink)
    {
        int given = WriteTo(sink, new ReadOnlySpan<byte>(_buffer + _start, _end - _start));
        _start += Math.Max(given, 0);
        if (_start == _end)
        {
            _start = _end = 0;
        }

        return given;
    }

    public override void Dispose()
    {
        NativeMemory.Free(_buffer);
        _buffer = null;
    }
}
