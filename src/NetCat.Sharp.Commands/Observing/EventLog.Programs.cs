using System;
using System.Diagnostics;

namespace NetCat.Sharp.Commands.Observing;

/// <content>Connections that programs have, several at a time, and peers that are not let in.</content>
internal sealed partial class EventLog
{
    /// <summary>The connection of the last event.</summary>
    internal ConnectionFacts Current => new(_number, _local, _remote, _host, _port, _began);

    /// <summary>The end of a connection that a program served; only the program knows how many bytes it moved. Other connections may have begun since.</summary>
    /// <param name="facts">The connection.</param>
    /// <param name="status">The program's exit status; null where a signal ends nc while the program still runs.</param>
    /// <param name="signal">That signal, else 0.</param>
    internal void ProgramEnded(in ConnectionFacts facts, int? status, int signal = 0)
    {
        (_number, _local, _remote, _host, _port, _began) = facts;
        JsonLine line = OfConnection("closed");
        line.Field("sent"u8, (string?)null);
        line.Field("received"u8, (string?)null);
        line.Seconds("duration"u8, Stopwatch.GetElapsedTime(_began).Ticks / TimeSpan.TicksPerMicrosecond);
        line.Field("reason"u8, status is null ? "signal" : "program-ended");
        if (status is { } code)
        {
            line.Field("status"u8, code);
        }

        Signal(line, signal);
        Write(line);
        _sawDatagram = false;
    }

    /// <summary>A peer that --allow and --deny keep out.</summary>
    internal void NotAdmitted(in SockAddr peer)
    {
        JsonLine line = Begin("refused");
        line.Address("local"u8, _listener);
        line.Address("remote"u8, peer);
        line.Field("errno"u8, (string?)null);
        line.Field("text"u8, "not allowed");
        Write(line);
    }
}
