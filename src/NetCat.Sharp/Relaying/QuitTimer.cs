using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// The time of receiving after the input has ended. When it is over, the relay still takes what has arrived by then: at most as much as
/// the socket's receive buffer holds, so that a peer that never pauses cannot delay the end.
/// </summary>
/// <param name="milliseconds">Below zero there is no such time.</param>
/// <param name="extends">Whatever is received begins it anew.</param>
internal sealed class QuitTimer(int milliseconds, bool extends)
{
    private long? _endsAt;
    private int? _bytesLeft;

    /// <summary>When the time is over, on the clock of <see cref="Clock"/>; null while the input goes on.</summary>
    internal long? EndsAt => _endsAt;

    /// <summary>The time is over: only what had arrived is taken now.</summary>
    internal bool IsOver => _bytesLeft is not null;

    /// <summary>All that had arrived is taken.</summary>
    internal bool IsSpent => _bytesLeft <= 0;

    /// <summary>Milliseconds left, 0 when it is over.</summary>
    internal int Left => (int)Math.Clamp(_endsAt!.Value - Clock.Milliseconds, 0, int.MaxValue);

    /// <summary>Called each turn of the loop, with whether the input is sent and its direction finished.</summary>
    internal void Tick(bool hasFinishedSending, int socket)
    {
        if (milliseconds < 0 || IsOver || !hasFinishedSending)
        {
            return;
        }

        _endsAt ??= Clock.Milliseconds + milliseconds;
        if (Left == 0)
        {
            _ = Libc.GetOption(socket, Constants.SOL_SOCKET, Constants.SO_RCVBUF, out int room);
            _bytesLeft = room;
        }
    }

    internal void Took(int bytes)
    {
        if (extends && bytes > 0 && _endsAt is not null && !IsOver)
        {
            _endsAt = Clock.Milliseconds + milliseconds;
        }

        if (IsOver)
        {
            _bytesLeft -= bytes;
        }
    }
}
