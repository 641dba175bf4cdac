using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Relaying;

/// <summary>read(2) and write(2) through one buffer: right for every kind of descriptor.</summary>
/// <param name="chunk">The most bytes that one read takes.</param>
/// <param name="wholeChunks">Reads only into an empty buffer, so that a datagram is neither cut nor joined to another.</param>
internal sealed unsafe class CopyMover(int chunk, bool wholeChunks) : Mover
{
    // From malloc: its pages are touched only as far as they are used, and the collector never sees them.
    private byte* _buffer = (byte*)NativeMemory.Alloc((nuint)chunk);
    private int _start;
    private int _end;

    /// <summary>The most bytes that one read takes, and that are held.</summary>
    internal int Chunk => chunk;

    internal override bool IsEmpty => _start == _end;

    internal override bool HasRoom => wholeChunks ? IsEmpty : _end < chunk;

    internal override int Fill(Channel source)
    {
        int taken = source.Read(new Span<byte>(_buffer + _end, chunk - _end));
        _end += Math.Max(taken, 0);
        return taken;
    }

    /// <summary>The last bytes taken.</summary>
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
