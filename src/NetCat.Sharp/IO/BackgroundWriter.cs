using System;
using System.Collections.Generic;
using System.Threading;

namespace NetCat.Sharp.IO;

/// <summary>Writes to a slow reader from a thread of its own, so that no other code waits for that reader.</summary>
/// <param name="descriptor">The descriptor, open for writing.</param>
internal sealed class BackgroundWriter(int descriptor)
{
    /// <summary>The most bytes that may be queued: about five thousand events.</summary>
    private const int Room = 1 << 20;

    private readonly object _lock = new();
    private readonly Queue<byte[]> _waiting = new();
    private bool _isStarted;
    private int _bytes;
    private int _errno;

    /// <summary>The errno of the write that failed, or 0. The bytes that were queued at the time are lost.</summary>
    internal int Errno
    {
        get
        {
            lock (_lock)
            {
                return _errno;
            }
        }
    }

    /// <summary>Whether the queue is empty.</summary>
    internal bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count == 0;
            }
        }
    }

    /// <summary>Queues bytes to be written; false if there is no room for them.</summary>
    internal bool Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_bytes + bytes.Length > Room)
            {
                return false;
            }

            _bytes += bytes.Length;
            _waiting.Enqueue(bytes.ToArray());
            if (!_isStarted)
            {
                _isStarted = true;
                new Thread(Run) { IsBackground = true }.Start();
            }

            Monitor.PulseAll(_lock);
            return true;
        }
    }

    /// <summary>Waits until all bytes are written, or until the deadline.</summary>
    internal void Finish(Deadline until)
    {
        lock (_lock)
        {
            while (_waiting.Count > 0 && !until.IsOver)
            {
                _ = Monitor.Wait(_lock, until.PollTime);
            }
        }
    }

    private void Run()
    {
        while (true)
        {
            byte[] next;
            lock (_lock)
            {
                while (_waiting.Count == 0)
                {
                    _ = Monitor.Wait(_lock);
                }

                next = _waiting.Peek();
            }

            int error = Writing.All(descriptor, next);
            lock (_lock)
            {
                _errno = -error;
                _bytes -= next.Length;
                _ = _waiting.Dequeue();
                if (error < 0)
                {
                    _bytes = 0;
                    _waiting.Clear();
                }

                Monitor.PulseAll(_lock);
            }

            if (error < 0)
            {
                return;
            }
        }
    }
}
