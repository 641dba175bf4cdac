using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Relaying;

/// <summary>Copies line by line: converts line ends to CR LF, pauses after each line, or both.</summary>
/// <param name="chunk">The most bytes that one read takes. All bytes of one read are written before the next read.</param>
/// <param name="crLf">Whether to insert a carriage return before each line feed that has none, even if the two arrive in different reads.</param>
/// <param name="pause">The pause after each line; null writes all bytes of a read at once.</param>
internal sealed unsafe class LineMover(int chunk, bool crLf, TimeSpan? pause) : Mover
{
    private readonly byte[] _raw = new byte[chunk];
    private byte* _buffer = (byte*)NativeMemory.Alloc(2 * (nuint)chunk);
    private int _start;
    private int _end;
    private bool _afterReturn;
    private Deadline _resumesAt;

    internal override bool IsEmpty => _start == _end && !IsPaused;

    internal override bool HasRoom => IsEmpty;

    internal override bool WantsSink => _start < _end && !IsPaused;

    internal override Deadline ResumesAt => _resumesAt;

    internal override int Fill(Channel source)
    {
        int taken = source.Read(_raw);
        if (taken > 0)
        {
            Convert(_raw.AsSpan(0, taken));
        }

        return taken;
    }

    internal override int Drain(Channel sink)
    {
        if (!WantsSink)
        {
            return 0;
        }

        var waiting = new ReadOnlySpan<byte>(_buffer + _start, _end - _start);
        int lineEnd = pause is not null ? waiting.IndexOf((byte)'\n') : -1;
        int given = WriteTo(sink, lineEnd < 0 ? waiting : waiting[..(lineEnd + 1)]);
        _start += Math.Max(given, 0);
        if (lineEnd >= 0 && given == lineEnd + 1)
        {
            _resumesAt = Deadline.In(pause);
        }

        return given;
    }

    public override void Dispose()
    {
        NativeMemory.Free(_buffer);
        _buffer = null;
    }

    private void Convert(ReadOnlySpan<byte> read)
    {
        _start = _end = 0;
        while (!read.IsEmpty)
        {
            int feed = crLf ? read.IndexOf((byte)'\n') : -1;
            ReadOnlySpan<byte> text = feed < 0 ? read : read[..feed];
            Append(text);
            _afterReturn = text.IsEmpty ? _afterReturn : text[^1] == '\r';
            if (feed >= 0)
            {
                Append(_afterReturn ? "\n"u8 : "\r\n"u8);
                _afterReturn = false;
            }

            read = read[(feed < 0 ? read.Length : feed + 1)..];
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(new Span<byte>(_buffer + _end, (2 * chunk) - _end));
        _end += bytes.Length;
    }
}
