using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Limits the time of receiving after the input has ended. When the time is over, the relay still receives what has arrived by then, but at most the
/// size of the socket's receive buffer, so that a peer that never pauses cannot delay the end.
/// </summary>
/// <param name="length">The length of the time; null if there is no limit.</param>
/// <param name="extends">Whether received data restarts the time.</param>
internal sealed class QuitTimer(TimeSpan? length, bool extends)
{
    private int? _bytesLeft;

    /// <summary>When the time is over; not set while the input continues.</summary>
    internal Deadline EndsAt { get; private set; }

    /// <summary>Whether the time is over: only data that has already arrived is received now.</summary>
    internal bool IsOver => _bytesLeft is not null;

    /// <summary>Whether all data that had arrived is received.</summary>
    internal bool IsSpent => _bytesLeft <= 0;

    /// <summary>Called at each turn of the loop, with whether the input is sent and its direction finished.</summary>
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
