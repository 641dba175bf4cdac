using System;
using NetCat.Sharp.IO;

namespace NetCat.Sharp.Relaying;

/// <summary>How the bytes of a lane get from its source to its sink, and what is under way between the two.</summary>
internal abstract class Mover : IDisposable
{
    /// <summary>Nothing waits for room in the sink.</summary>
    internal abstract bool IsEmpty { get; }

    /// <summary>Something waits that the sink may have now.</summary>
    internal virtual bool WantsSink => !IsEmpty;

    /// <summary>Milliseconds for which nothing is taken or given, 0 where there is no pause.</summary>
    internal virtual int PauseLeft => 0;

    /// <summary>More may be taken from the source.</summary>
    internal abstract bool HasRoom { get; }

    /// <summary>The source is at its end behind what was taken; found while giving, or while taking more than one piece.</summary>
    internal virtual bool SourceEnded => false;

    /// <summary>errno that the source told behind what was taken, 0 where it told none: some tell it only once.</summary>
    internal virtual int SourceFault => 0;

    /// <summary>errno that the sink told, 0 where it told none or whoever gives hears it himself: a socket tells it only once.</summary>
    internal virtual int SinkFault => 0;

    /// <summary>Giving never waits, so it may be tried without asking poll(2) for room first.</summary>
    internal virtual bool DrainsAtOnce => false;

    /// <summary>The last taking was a large one, and nobody waits for the next: being woken for each packet would cost more than to let some gather.</summary>
    internal virtual bool GathersMore => false;

    /// <summary>Something waits to be sent to the source.</summary>
    internal virtual bool HasAnswers => false;

    /// <summary>Shown every byte that the sink has taken; null where nobody looks. A mover that never sees the bytes cannot show them.</summary>
    internal ByteTap? Tap { get; init; }

    /// <summary>Takes from a source that is ready: bytes, 0 at its end, or minus errno.</summary>
    internal abstract int Fill(Channel source);

    /// <summary>Gives to the sink what waits: bytes given, or minus errno. What it did not take goes on waiting.</summary>
    internal abstract int Drain(Channel sink);

    /// <summary>Sends what the source's socket takes of <see cref="HasAnswers"/>, without waiting.</summary>
    internal virtual void SendAnswers(Channel socket)
    {
    }

    public abstract void Dispose();

    /// <summary>Bytes that the sink has taken of those that wait, or minus errno.</summary>
    protected int WriteTo(Channel sink, ReadOnlySpan<byte> waiting) => Observe(waiting, sink.Write(waiting));

    /// <summary>Has the tap see what was taken, and passes the count on.</summary>
    protected int Observe(ReadOnlySpan<byte> waiting, int taken)
    {
        if (Tap is not null && taken > 0)
        {
            Tap(waiting[..taken]);
        }

        return taken;
    }
}
