using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Relaying;

/// <summary>Moves the bytes of a lane from its source to its sink, and holds the bytes that are read but not yet written.</summary>
internal abstract class Mover : IDisposable
{
    /// <summary>Whether no bytes wait to be written.</summary>
    internal abstract bool IsEmpty { get; }

    /// <summary>Whether bytes wait that can be written now.</summary>
    internal virtual bool WantsSink => !IsEmpty;

    /// <summary>The end of a pause, before which nothing is read or written; not set if there is no pause.</summary>
    internal virtual Deadline ResumesAt => default;

    internal bool IsPaused => ResumesAt is { IsSet: true, IsOver: false };

    /// <summary>Whether more can be read from the source.</summary>
    internal abstract bool HasRoom { get; }

    /// <summary>Whether the source ends after the bytes read so far; found while writing, or while reading more than one piece.</summary>
    internal virtual bool SourceEnded => false;

    /// <summary>The errno that follows the bytes read so far from the source, or 0; a socket reports it only once.</summary>
    internal virtual int SourceFault => 0;

    /// <summary>The errno of the sink, or 0. A socket reports it only once, perhaps to a call that does not indicate the side.</summary>
    internal virtual int SinkFault => 0;

    /// <summary>Whether a write never waits, so that it can be tried without poll(2).</summary>
    internal virtual bool DrainsAtOnce => false;

    /// <summary>
    /// Whether the last read was large and nothing waits for the next read: one wake-up for each packet costs more than letting packets gather.
    /// </summary>
    internal virtual bool GathersMore => false;

    /// <summary>Whether answers wait to be sent to the source.</summary>
    internal virtual bool HasAnswers => false;

    /// <summary>Called with every byte that the sink has accepted, or null. A mover that does not see the bytes cannot have a tap.</summary>
    internal ByteTap? Tap { get; init; }

    /// <summary>Reads from a source that is ready; returns the number of bytes, 0 at the end, or minus errno.</summary>
    internal abstract int Fill(Channel source);

    /// <summary>Writes waiting bytes to the sink; returns the number of bytes written, or minus errno. The other bytes keep waiting.</summary>
    internal abstract int Drain(Channel sink);

    /// <summary>Sends as many waiting answers as the source's socket accepts, without blocking.</summary>
    internal virtual void SendAnswers(Channel socket)
    {
    }

    public abstract void Dispose();

    /// <summary>Writes waiting bytes to the sink; returns the number of bytes that it accepted, or minus errno.</summary>
    protected int WriteTo(Channel sink, ReadOnlySpan<byte> waiting) => Observe(waiting, sink.Write(waiting));

    /// <summary>Calls the tap with the accepted bytes, and returns their number.</summary>
    protected int Observe(ReadOnlySpan<byte> waiting, int taken)
    {
        if (Tap is not null && taken > 0)
        {
            Tap(waiting[..taken]);
        }

        return taken;
    }
}
