using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Moves bytes between two sockets of an event loop. It copies them through a buffer that all relays of the loop share, and uses splice(2) once a
/// source fills that buffer. It holds memory or a pipe only while the sink does not accept more.
/// </summary>
/// <param name="pool">The pool of the loop.</param>
/// <param name="choice">Whether the bytes may be spliced: both ends are plain sockets, and no code needs to see the bytes.</param>
internal sealed unsafe class ForwardMover(RelayPool pool, MoverChoice choice) : Mover
{
    /// <summary>Below this number of bytes a splice costs more than a copy.</summary>
    private const int Little = 32 * 1024;

    private RelayPool.SplicePipe? _pipe;

    /// <summary>The bytes of the shared buffer that the sink did not take.</summary>
    private byte* _rest;
    private bool _splices = choice == MoverChoice.Splice;
    private bool _isRefused = choice == MoverChoice.Copy;
    private BulkSending _bulk;

    /// <summary>Whether the source had more data when the pipe was filled.</summary>
    private bool _hasMore;
    private int _start;
    private int _end;

    internal override bool IsEmpty => _start == _end;

    internal override bool HasRoom => IsEmpty;

    internal override bool DrainsAtOnce => true;

    internal override int Fill(Channel source)
    {
        if (_splices && (_pipe = pool.TakePipe()) is not null)
        {
            int spliced = Libc.Splice(source.Descriptor, _pipe.Writer, RelayPool.PipeSize);
            if (spliced > 0)
            {
                _splices = spliced >= Little || choice == MoverChoice.Splice;
                _hasMore = spliced >= Little && Libc.Unread(source.Descriptor) > 0;
                return Took(spliced);
            }

            ReturnPipe();
            if (spliced is not (-Constants.EINVAL or -Constants.ENOSYS))
            {
                return spliced;
            }

            (_splices, _isRefused) = (false, true);
        }

        _hasMore = false;
        int taken = source.Read(new Span<byte>(pool.Buffer, RelayPool.BufferSize));
        _splices |= !_isRefused && taken == RelayPool.BufferSize;
        return Took(taken);
    }

    internal override int Drain(Channel sink)
    {
        int waiting = _end - _start;
        int given = _pipe is null
            ? WriteTo(sink, new ReadOnlySpan<byte>((_rest == null ? pool.Buffer : _rest) + _start, waiting))
            : SpliceTo(sink, _pipe.Reader, waiting);
        _start += Math.Max(given, 0);
        if (IsEmpty)
        {
            Release();
            _bulk.End(sink.Descriptor, _hasMore);
        }
        else if (_pipe is null && _rest == null)
        {
            KeepRest();
        }

        return given;
    }

    public override void Dispose() => Release();

    private int Took(int taken)
    {
        (_start, _end) = (0, Math.Max(taken, 0));
        return taken;
    }

    private int SpliceTo(Channel sink, int pipe, int waiting)
    {
        _bulk.Begin(sink.Descriptor, _hasMore);
        return Libc.Splice(pipe, sink.Descriptor, waiting);
    }

    /// <summary>Copies the remaining bytes to memory of this mover, so that other relays can use the shared buffer.</summary>
    private void KeepRest()
    {
        int length = _end - _start;
        _rest = (byte*)NativeMemory.Alloc((nuint)length);
        Buffer.MemoryCopy(pool.Buffer + _start, _rest, length, length);
        (_start, _end) = (0, length);
    }

    private void Release()
    {
        ReturnPipe();
        NativeMemory.Free(_rest);
        _rest = null;
        (_start, _end) = (0, 0);
    }

    private void ReturnPipe()
    {
        if (_pipe is { } pipe)
        {
            pool.ReturnPipe(pipe, IsEmpty);
            _pipe = null;
        }
    }
}
