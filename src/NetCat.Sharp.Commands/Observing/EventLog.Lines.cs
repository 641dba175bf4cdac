using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Observing;

/// <content>The fields that events have in common, and writing a line.</content>
internal sealed partial class EventLog
{
    /// <summary>The name of an event about an error.</summary>
    internal static string NameOf(int errno) => SystemError.KindOf(errno) == ErrorKind.Refused ? "refused" : "error";

    /// <summary>Adds the signal that ended a session; 0 adds nothing.</summary>
    internal static void Signal(JsonLine line, int signal)
    {
        if (signal != 0)
        {
            line.Field("signal"u8, SignalNumbers.NameOf(signal));
        }
    }

    /// <summary>Adds an errno or, below zero, an EAI_ code by name and text.</summary>
    internal static void Reason(JsonLine line, int error)
    {
        string name = SystemError.NameOf(error);
        line.Field("errno"u8, name.Length == 0 ? null : name);
        line.Field("text"u8, error == 0 ? null : error < 0 ? Resolving.ErrorText(error) : SystemError.Text(error));
    }

    /// <summary>Begins a line about a session.</summary>
    internal JsonLine Begin(string name, in SessionFacts facts)
    {
        JsonLine line = Begin(name);
        if (facts.Number > 0)
        {
            line.Field("connection"u8, facts.Number);
        }

        line.Address("local"u8, facts.Local);
        line.Address("remote"u8, facts.Remote);
        if (facts.Host is not null)
        {
            line.Field("host"u8, facts.Host);
            line.Field("port"u8, facts.Port);
        }

        return line;
    }

    /// <summary>Ends a line and writes it.</summary>
    internal void Write(JsonLine line) => _file.Write(line.End());

    /// <summary>The options of a socket that is listening or connected; an option that cannot be read is null.</summary>
    internal void SocketOptions(int socket, IReadOnlyList<SocketOptionReading> readings)
    {
        JsonLine line = Begin("socket-options");
        line.Address("local"u8, Shown(SocketAddresses.LocalOf(socket)));
        line.Address("remote"u8, Shown(SocketAddresses.PeerOf(socket)));
        line.Open("options"u8);
        foreach (SocketOptionReading reading in readings)
        {
            line.Field(RawText.Encode(reading.Name), reading.Value);
        }

        line.Close();
        line.Open("asked"u8);
        foreach (SocketOptionReading reading in readings)
        {
            if (reading.Asked is { } asked)
            {
                line.Field(RawText.Encode(reading.Name), asked);
            }
        }

        line.Close();
        Write(line);
    }

    /// <summary>Whether a connection of --mptcp uses multipath TCP.</summary>
    internal void Multipath(int socket, bool isUsed)
    {
        JsonLine line = Begin("mptcp");
        line.Address("local"u8, Shown(SocketAddresses.LocalOf(socket)));
        line.Address("remote"u8, Shown(SocketAddresses.PeerOf(socket)));
        line.Field("protocol"u8, isUsed ? "mptcp" : "tcp");
        Write(line);
    }

    private JsonLine Begin(string name)
    {
        JsonLine line = new();
        line.Field("event"u8, name);
        line.Time("time"u8, DateTime.UtcNow);
        line.Field("transport"u8, _transport);
        return line;
    }

    private JsonLine AtListener(string name)
    {
        JsonLine line = Begin(name);
        line.Address("local"u8, _listener);
        return line;
    }
}
