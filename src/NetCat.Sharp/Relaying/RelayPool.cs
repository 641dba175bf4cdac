using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Resources that the relays of one event loop share, so that an idle relay holds no buffer and no descriptor but its own: a buffer for bytes that
/// are written in the turn in which they were read, and pipes for splice(2). One thread uses the pool.
/// </summary>
internal sealed unsafe class RelayPool : IDisposable
{
    /// <summary>The most bytes that one read takes: they stay in the cache of one core until they are written.</summary>
    internal const int BufferSize = 128 * 1024;

    /// <summary>The capacity of a pipe, and so the most that one splice(2) moves.</summary>
    internal const int PipeSize = 256 * 1024;

    /// <summary>The largest number of pipes; further relays copy, so that descriptors are left for clients.</summary>
    private const int MostPipes = 64;

    private readonly Stack<SplicePipe> _free = new();
    private byte* _buffer;

    /// <summary>The number of open pipes.</summary>
    internal int PipeCount { get; private set; }

    /// <summary>The buffer. It is free whenever a handler of the loop returns.</summary>
    internal byte* Buffer => _buffer == null ? _buffer = (byte*)NativeMemory.Alloc(BufferSize) : _buffer;

    /// <summary>Takes an empty pipe; null if all are in use or no descriptor is left.</summary>
    internal SplicePipe? TakePipe()
    {
        if (_free.TryPop(out SplicePipe? pipe))
        {
            return pipe;
        }

        if (PipeCount == MostPipes || Libc.Pipe(out int reader, out int writer) < 0)
        {
            return null;
        }

        PipeCount++;
        Libc.SetPipeSize(writer, PipeSize);
        return new SplicePipe(reader, writer);
    }

    /// <summary>Returns a pipe to the pool; a pipe that still holds bytes is closed.</summary>
    internal void ReturnPipe(SplicePipe pipe, bool isEmpty)
    {
        if (isEmpty)
        {
            _free.Push(pipe);
            return;
        }

        PipeCount--;
        pipe.Close();
    }

    /// <summary>Closes the pipes that are not in use, when no descriptor is left.</summary>
    internal void Shrink()
    {
        while (_free.TryPop(out SplicePipe? pipe))
        {
            PipeCount--;
            pipe.Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Shrink();
        NativeMemory.Free(_buffer);
        _buffer = null;
    }

    /// <summary>A pipe between two sockets.</summary>
    internal sealed class SplicePipe(int reader, int writer)
    {
        internal int Reader => reader;

        internal int Writer => writer;

        internal void Close()
        {
            _ = Libc.Close(reader);
            _ = Libc.Close(writer);
        }
    }
}
