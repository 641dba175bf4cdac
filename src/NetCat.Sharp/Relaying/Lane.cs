using System;
using System.Diagnostics.CodeAnalysis;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// One direction of a relay: a source, a sink and what is between them. A full lane does not watch its source and
/// an empty one does not watch for room, so no poll slot can spin. A finished end is null; the lane closes neither channel.
/// </summary>
/// <param name="source">Read from.</param>
/// <param name="sink">Written to.</param>
/// <param name="mover">Owned: disposed of with the lane.</param>
/// <param name="endless">A read of nothing is an empty datagram, not the end.</param>
internal sealed class Lane(Channel? source, Channel? sink, Mover mover, bool endless) : IDisposable
{
    private Channel? _source = source;
    private Channel? _sink = sink;
    private bool _finishing;
    private bool _isTruncated;

    [MemberNotNullWhen(true, nameof(_source))]
    internal bool SourceOpen => _source is not null;

    [MemberNotNullWhen(true, nameof(_sink))]
    internal bool SinkOpen => _sink is not null;

    /// <summary>Bytes that the sink has taken.</summary>
    internal long Written { get; private set; }

    /// <summary>A read of the source has succeeded, perhaps with an empty datagram.</summary>
    internal bool HasTaken { get; private set; }

    /// <summary>The source has ended by itself, not by an error or by the relay.</summary>
    internal bool AtEnd { get; private set; }

    /// <summary>errno of the error that closed the source, 0 where none did.</summary>
    internal int SourceFault { get; private set; }

    /// <summary>That error has ended the channel's other direction too, which is the sink of another lane.</summary>
    internal bool HasSourceFailed { get; private set; }

    /// <summary>errno of the error that closed the sink, 0 where none did.</summary>
    internal int SinkFault { get; private set; }

    /// <summary>The source is closed and all that it gave is written.</summary>
    internal bool Drained => !SourceOpen && mover.IsEmpty && !mover.HasAnswers;

    /// <inheritdoc cref="Mover.WantsSink"/>
    internal bool WantsSink => SinkOpen && mover.WantsSink;

    /// <inheritdoc cref="Mover.HasAnswers"/>
    internal bool HasAnswers => mover.HasAnswers;

    internal bool IsPaused => mover.IsPaused;

    internal Deadline ResumesAt => mover.ResumesAt;

    internal bool IsEmpty => mover.IsEmpty;

    /// <inheritdoc cref="Mover.GathersMore"/>
    internal bool GathersMore => SourceOpen && IsEmpty && mover.GathersMore;

    /// <summary>A write may be tried without poll(2).</summary>
    internal bool DrainsAtOnce => mover.DrainsAtOnce || _sink is { IsNonBlocking: true };

    internal void Arm(ref PollSlot source, ref PollSlot sink)
    {
        if (SourceOpen && mover.HasRoom)
        {
            source.Watch(_source.Descriptor, (short)(_source.ReadEvents | Constants.POLLRDHUP));
        }
        else
        {
            source.Ignore();
        }

        // An idle sink is still watched for errors: its reader may close it while there is nothing to write.
        if (SinkOpen)
        {
            sink.Watch(_sink.Descriptor, mover.WantsSink || _finishing ? _sink.WriteEvents : (short)0);
        }
        else
        {
            sink.Ignore();
        }
    }

    /// <summary>The source holds bytes that poll(2) does not see, and the lane has room for them.</summary>
    internal bool HasBufferedInput => SourceOpen && _source.HasBufferedInput && mover.HasRoom;

    /// <summary>Ends the direction of the sink. False where the channel still waits for room to do so: it is called again then.</summary>
    internal bool FinishSink()
    {
        if (SourceFault != 0 || _isTruncated)
        {
            _sink?.Abandon();
        }

        _finishing = SinkOpen && _sink.FinishSending() == -Constants.EAGAIN;
        return !_finishing;
    }

    /// <summary>Marks the source as ended, even if no read has returned 0.</summary>
    internal void End()
    {
        AtEnd = true;
        _isTruncated = _source?.IsTruncated == true;
        CloseSource();
    }

    internal void CloseSource() => _source = null;

    internal void CloseSink() => _sink = null;

    /// <summary>Closes a sink that has failed, with <paramref name="errno"/>; 0 where none is known.</summary>
    internal void LoseSink(int errno)
    {
        SinkFault = !SinkOpen ? SinkFault : errno != 0 ? errno : mover.SinkFault;
        CloseSink();
    }

    /// <summary>
    /// Reads from the source: bytes, 0 at its end, minus errno on an error. The end and an error close it.
    /// The error is that of the read, not of poll(2): data queued before a reset is read first.
    /// </summary>
    internal int Fill(in PollSlot slot)
    {
        if (slot.Has(Constants.POLLNVAL))
        {
            CloseSource();
            SourceFault = Constants.EBADF;
            return -Constants.EBADF;
        }

        int taken = mover.Fill(_source!);
        HasTaken |= taken >= 0;
        if (taken == 0 && !endless)
        {
            End();
        }
        else if (taken < 0 && !SystemError.IsTransient(-taken))
        {
            SourceFault = -taken;
            HasSourceFailed = _source?.HasFailed == true;
            CloseSource();
        }

        return taken;
    }

    /// <summary>Writes what the sink takes now; an error closes the sink.</summary>
    internal void Drain()
    {
        int given = mover.Drain(_sink!);
        Written += Math.Max(given, 0);
        if (given < 0 && !SystemError.IsTransient(-given))
        {
            LoseSink(-given);
        }

        if (mover.SourceEnded && !endless)
        {
            End();
        }
        else if (mover.SourceFault != 0)
        {
            SourceFault = mover.SourceFault;
            CloseSource();
        }
    }

    /// <inheritdoc cref="Mover.SendAnswers"/>
    internal void SendAnswers(Channel socket) => mover.SendAnswers(socket);

    public void Dispose() => mover.Dispose();
}
