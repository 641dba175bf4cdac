using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Serving;

/// <summary>The data that waits to be written to one channel, in order.</summary>
internal sealed class OutgoingQueue
{
    private readonly Queue<SharedBytes> _waiting = new();
    private int _headWritten;

    /// <summary>The number of bytes that wait.</summary>
    internal long Length { get; private set; }

    /// <summary>The number of bytes that the channel has taken.</summary>
    internal long Written { get; private set; }

    /// <summary>Appends bytes, which the queue holds until they are written.</summary>
    internal void Add(SharedBytes bytes)
    {
        _waiting.Enqueue(bytes.Hold());
        Length += bytes.Length;
    }

    /// <summary>Writes what the channel accepts; 0, also if the channel accepts no more, or minus errno.</summary>
    /// <param name="to">A channel that is ready for writing.</param>
    /// <param name="most">The most bytes for one write, so that a blocking descriptor does not block.</param>
    internal int Write(Channel to, int most = int.MaxValue)
    {
        while (_waiting.TryPeek(out SharedBytes? head))
        {
            System.ReadOnlySpan<byte> rest = head.Bytes[_headWritten..];
            int written = to.Write(rest.Length > most ? rest[..most] : rest);
            if (written < 0)
            {
                return written is -Constants.EAGAIN or -Constants.EINTR ? 0 : written;
            }

            _headWritten += written;
            Length -= written;
            Written += written;
            if (_headWritten == head.Length)
            {
                _ = _waiting.Dequeue();
                head.Release();
                _headWritten = 0;
            }

            if (most != int.MaxValue || written < rest.Length)
            {
                // The next turn of the loop shows whether there is room for more.
                return 0;
            }
        }

        return 0;
    }

    /// <summary>Releases all bytes.</summary>
    internal void Clear()
    {
        while (_waiting.TryDequeue(out SharedBytes? bytes))
        {
            bytes.Release();
        }

        (Length, _headWritten) = (0, 0);
    }
}
