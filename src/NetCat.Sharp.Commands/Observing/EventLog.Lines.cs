using System;
using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Observing;

/// <content>What the events have in common, and how they get out.</content>
internal sealed partial class EventLog
{
    private static string NameOf(int errno) => SystemError.KindOf(errno) == ErrorKind.Refused ? "refused" : "error";

    private static string ReasonOf(RelayEnd end) => end switch
    {
        RelayEnd.IdleTimeout => "idle-timeout",
        RelayEnd.TotalTimeout => "total-timeout",
        RelayEnd.QuitTimer => "quit-timer",
        RelayEnd.PeerDone => "peer-done",
        RelayEnd.Interrupted => "signal",
        RelayEnd.OutputsClosed => "nowhere-to-write",
        _ => "done",
    };

    private static void Signal(JsonLine line, int signal)
    {
        if (signal != 0)
        {
            line.Field("signal"u8, SignalNumbers.NameOf(signal));
        }
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

    private JsonLine OfConnection(string name)
    {
        JsonLine line = Begin(name);
        if (_number > 0)
        {
            line.Field("connection"u8, _number);
        }

        line.Address("local"u8, _local);
        line.Address("remote"u8, _remote);
        if (_host is not null)
        {
            line.Field("host"u8, _host);
            line.Field("port"u8, _port);
        }

        return line;
    }

    private static void Reason(JsonLine line, int error)
    {
        string name = SystemError.NameOf(error);
        line.Field("errno"u8, name.Length == 0 ? null : name);
        line.Field("text"u8, error == 0 ? null : error < 0 ? Resolving.ErrorText(error) : SystemError.Text(error));
    }

    private void Write(JsonLine line) => _file.Write(line.End());
}
