using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Moves datagrams with read(2) and write(2); none is cut or sent together with another. At one turn of the loop the mover reads all waiting
/// datagrams, up to a limit. A flood then needs one poll(2) for many datagrams, and the writer of a full pipe is woken only once.
/// </summary>
/// <param name="largest">The size of the largest datagram, in bytes.</param>
/// <param name="joins">Whether the sink is a stream: waiting datagrams are then written together.</param>
/// <param name="sinkWaits">Whether a write may block: poll(2) is then called before each write.</param>
internal sealed unsafe class DatagramMover(int largest, bool joins, bool sinkWaits) : Mover
{
    private const int Room = 256 * 1024;
    private const int MostAtOnce = 64;

    /// <summary>The time until a Unix socket that refused a datagram is tried again: poll(2) does not report its room.</summary>
    private static readonly TimeSpan s_retryEvery = TimeSpan.FromMilliseconds(10);

    private readonly int[] _ends = new int[MostAtOnce];
    private byte* _buffer = (byte*)NativeMemory.Alloc(Room);
    private int _count;
    private int _first;
    private int _start;
    private bool _refusesMore;
    private bool _sourceEnded;
    private int _sourceFault;
    private int _sinkError;
    private Deadline _resumesAt;

    /// <summary>Records the sender if the source is a socket without a peer.</summary>
    internal LatestSender? From { get; init; }

    /// <summary>The receiver if the sink is a socket without a peer; nothing is read until it is known.</summary>
    internal LatestSender? To { get; init; }

    internal override bool IsEmpty => _first == _count;

    internal override bool HasRoom => IsEmpty && (To is null || To.IsKnown);

    internal override bool WantsSink => !IsEmpty && (To is null || (To.IsKnown && !IsPaused));

    internal override Deadline ResumesAt => _resumesAt;

    internal override bool DrainsAtOnce => !sinkWaits;

    internal override bool SourceEnded => _sourceEnded;

    internal override int SourceFault => _sourceFault;

    private int End => _count == 0 ? 0 : _ends[_count - 1];

    internal override int Fill(Channel source)
    {
        _count = _first = _start = 0;
        var room = new Span<byte>(_buffer, largest);
        int taken = From is null ? source.Read(room) : From.Receive(source.Descriptor, room);
        if (taken <= 0)
        {
            return taken;
        }

        _ends[_count++] = taken;
        _refusesMore |= !source.IsPlain;
        while (!_refusesMore && _count < MostAtOnce && End + largest <= Room && TakeMore(source))
        {
        }

        return End;
    }

    internal override int Drain(Channel sink)
    {
        int given = 0;
        int moved = _sinkError;
        _resumesAt = Deadline.Never;
        while (moved >= 0 && !IsEmpty)
        {
            int length = joins ? Math.Min(End - _start, largest) : _ends[_first] - _start;
            var waiting = new ReadOnlySpan<byte>(_buffer + _start, length);
            moved = To is null ? WriteTo(sink, waiting) : Observe(waiting, To.Send(sink.Descriptor, waiting));
            given += Math.Max(moved, 0);
            Advance(Math.Max(moved, 0));
            if (sinkWaits || moved < length)
            {
                break;
            }
        }

        if (moved == -Constants.EAGAIN && To is { IsUnix: true })
        {
            _resumesAt = Deadline.In(s_retryEvery);
        }

        // If bytes were sent before the error, the next call returns the error: a socket reports an error only once.
        _sinkError = moved < 0 && !SystemError.IsTransient(-moved) ? moved : 0;
        return given > 0 ? given : moved;
    }

    public override void Dispose()
    {
        NativeMemory.Free(_buffer);
        _buffer = null;
    }

    /// <summary>Reads one more datagram without waiting (preadv2(2)); false if there is none.</summary>
    private bool TakeMore(Channel source)
    {
        var room = new Span<byte>(_buffer + End, largest);
        int taken = From is null ? Libc.ReadNow(source.Descriptor, room) : From.Receive(source.Descriptor, room);
        if (taken > 0)
        {
            _ends[_count] = End + taken;
            _count++;
            return true;
        }

        // Terminals and old kernels do not support preadv2(2) with RWF_NOWAIT.
        _refusesMore = taken is -Constants.EOPNOTSUPP or -Constants.EINVAL or -Constants.ENOSYS;
        _sourceEnded = taken == 0;
        _sourceFault = taken < 0 && !_refusesMore && !SystemError.IsTransient(-taken) ? -taken : 0;
        return false;
    }

    private void Advance(int given)
    {
        _start += given;
        while (!IsEmpty && _ends[_first] <= _start)
        {
            _first++;
        }
    }
}
