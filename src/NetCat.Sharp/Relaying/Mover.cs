using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Relaying;

/// <summary>Moves the bytes of a lane from its source to its sink, and holds those that are read and not yet written.</summary>
internal abstract class Mover : IDisposable
{
    /// <summary>Nothing waits for room in the sink.</summary>
    internal abstract bool IsEmpty { get; }

    /// <summary>Bytes wait that may be written now.</summary>
    internal virtual bool WantsSink => !IsEmpty;

    /// <summary>Nothing is read or written before; not set where there is no pause.</summary>
    internal virtual Deadline ResumesAt => default;

    internal bool IsPaused => ResumesAt is { IsSet: true, IsOver: false };

    /// <summary>More may be taken from the source.</summary>
    internal abstract bool HasRoom { get; }

    /// <summary>The source is at its end after the bytes read so far; found while writing, or while reading more than one piece.</summary>
    internal virtual bool SourceEnded => false;

    /// <summary>errno of the source after the bytes read so far, or 0; a socket reports it only once.</summary>
    internal virtual int SourceFault => 0;

    /// <summary>errno of the sink, or 0; a socket reports it only once, perhaps to a call that does not say on which side it occurred.</summary>
    internal virtual int SinkFault => 0;

    /// <summary>A write never waits, so it may be tried without poll(2).</summary>
    internal virtual bool DrainsAtOnce => false;

    /// <summary>The last read was large and nothing waits for the next: a wake-up for each packet would cost more than letting some gather.</summary>
    internal virtual bool GathersMore => false;

    /// <summary>Answers wait to be sent to the source.</summary>
    internal virtual bool HasAnswers => false;

    /// <summary>Called with every byte that the sink has accepted, or null. A mover that never sees the bytes cannot have a tap.</summary>
    internal ByteTap? Tap { get; init; }

    /// <summary>Reads from a source that is ready: bytes, 0 at its end, or minus errno.</summary>
    internal abstract int Fill(Channel source);

    /// <summary>Writes waiting bytes to the sink: their number, or minus errno. The rest goes on waiting.</summary>
    internal abstract int Drain(Channel sink);

    /// <summary>Sends what the source's socket takes of <see cref="HasAnswers"/>, without waiting.</summary>
    internal virtual void SendAnswers(Channel socket)
    {
    }

    public abstract void Dispose();

    /// <summary>Bytes that the sink has taken of those that wait, or minus errno.</summary>
    protected int WriteTo(Channel sink, ReadOnlySpan<byte> waiting) => Observe(waiting, sink.Write(waiting));

    /// <summary>Calls the tap with the bytes accepted, and returns their count.</summary>
    protected int Observe(ReadOnlySpan<byte> waiting, int taken)
    {
        if (Tap is not null && taken > 0)
        {
            Tap(waiting[..taken]);
        }

        return taken;
    }
}
