using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Serving;

/// <summary>What one channel is still to be sent, in order.</summary>
internal sealed class OutgoingQueue
{
    private readonly Queue<SharedBytes> _waiting = new();
    private int _headWritten;

    /// <summary>Bytes that wait.</summary>
    internal long Length { get; private set; }

    /// <summary>Bytes that the channel has taken.</summary>
    internal long Written { get; private set; }

    /// <summary>Appends bytes, which the queue holds until they are written.</summary>
    internal void Add(SharedBytes bytes)
    {
        _waiting.Enqueue(bytes.Hold());
        Length += bytes.Length;
    }

    /// <summary>Writes what the channel takes; 0, also where it takes no more, or minus errno.</summary>
    /// <param name="to">Ready to be written to.</param>
    /// <param name="most">Bytes for one write, so that a descriptor that blocks does not.</param>
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
                // The next turn of the loop sees whether there is room for more.
                return 0;
            }
        }

        return 0;
    }

    /// <summary>Lets go of everything.</summary>
    internal void Clear()
    {
        while (_waiting.TryDequeue(out SharedBytes? bytes))
        {
            bytes.Release();
        }

        (Length, _headWritten) = (0, 0);
    }
}
