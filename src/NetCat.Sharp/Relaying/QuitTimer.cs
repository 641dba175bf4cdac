using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// The time of receiving after the input has ended. When it is over, the relay still takes what has arrived by then: at most as much as
/// the socket's receive buffer holds, so that a peer that never pauses cannot delay the end.
/// </summary>
/// <param name="length">Null where there is no such time.</param>
/// <param name="extends">Whatever is received begins it anew.</param>
internal sealed class QuitTimer(TimeSpan? length, bool extends)
{
    private int? _bytesLeft;

    /// <summary>When the time is over; not set while the input goes on.</summary>
    internal Deadline EndsAt { get; private set; }

    /// <summary>The time is over: only what had arrived is taken now.</summary>
    internal bool IsOver => _bytesLeft is not null;

    /// <summary>All that had arrived is taken.</summary>
    internal bool IsSpent => _bytesLeft <= 0;

    /// <summary>Called each turn of the loop, with whether the input is sent and its direction finished.</summary>
    internal void Tick(bool hasFinishedSending, int socket)
    {
        if (length is null || IsOver || !hasFinishedSending)
        {
            return;
        }

        EndsAt = EndsAt.IsSet ? EndsAt : Deadline.In(length);
        if (EndsAt.IsOver)
        {
            _ = Libc.GetOption(socket, Constants.SOL_SOCKET, Constants.SO_RCVBUF, out int room);
            _bytesLeft = room;
        }
    }

    internal void Took(int bytes)
    {
        if (extends && bytes > 0 && EndsAt.IsSet && !IsOver)
        {
            EndsAt = Deadline.In(length);
        }

        if (IsOver)
        {
            _bytesLeft -= bytes;
        }
    }
}
