using System;
using System.Diagnostics.CodeAnalysis;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// One direction of a relay: a source, a sink and the mover between them. A full lane does not watch its source, and an empty one does not watch its
/// sink for room, so poll(2) never returns at once without work to do. A finished end is null; the lane closes neither channel.
/// </summary>
/// <param name="source">The channel to read.</param>
/// <param name="sink">The channel to write.</param>
/// <param name="mover">The mover; the lane owns it and disposes of it.</param>
/// <param name="endless">Whether a read of 0 bytes is an empty datagram rather than the end.</param>
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

    /// <summary>The number of bytes that the sink has taken.</summary>
    internal long Written { get; private set; }

    /// <summary>Whether a read of the source has succeeded, perhaps with an empty datagram.</summary>
    internal bool HasTaken { get; private set; }

    /// <summary>Whether the source has reached its end, without an error and without the relay closing it.</summary>
    internal bool AtEnd { get; private set; }

    /// <summary>The errno of the error that closed the source, or 0.</summary>
    internal int SourceFault { get; private set; }

    /// <summary>Whether that error has also ended the channel's other direction, which is the sink of another lane.</summary>
    internal bool HasSourceFailed { get; private set; }

    /// <summary>The errno of the error that closed the sink, or 0.</summary>
    internal int SinkFault { get; private set; }

    /// <summary>Whether the source is closed and all of its data is written.</summary>
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

    /// <summary>Whether a write can be tried without poll(2).</summary>
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

    /// <summary>Whether the source holds bytes that poll(2) does not report, and the lane has room for them.</summary>
    internal bool HasBufferedInput => SourceOpen && _source.HasBufferedInput && mover.HasRoom;

    /// <summary>Ends the direction of the sink. False if the channel waits for room first; it is then called again.</summary>
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

    /// <summary>Closes a sink that has failed with <paramref name="errno"/>; 0 if the error is unknown.</summary>
    internal void LoseSink(int errno)
    {
        SinkFault = !SinkOpen ? SinkFault : errno != 0 ? errno : mover.SinkFault;
        CloseSink();
    }

    /// <summary>
    /// Reads from the source; returns the number of bytes, 0 at the end, or minus errno. The end and an error close the source. The error is that of
    /// the read, not of poll(2): data queued before a reset is read first.
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

    /// <summary>Writes what the sink accepts now; an error closes the sink.</summary>
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
