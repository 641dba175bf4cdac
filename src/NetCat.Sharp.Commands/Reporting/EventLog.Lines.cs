using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Reporting;

/// <content>What the events have in common, and how they get out.</content>
internal sealed partial class EventLog
{
    private static string NameOf(int errno) => errno == Numbers.ECONNREFUSED ? "refused" : "error";

    private static string ReasonOf(RelayEnd end) => end switch
    {
        RelayEnd.IdleTimeout => "idle-timeout",
        RelayEnd.TotalTimeout => "total-timeout",
        RelayEnd.QuitTimer => "quit-timer",
        RelayEnd.PeerDone => "peer-done",
        RelayEnd.NowhereToWrite => "nowhere-to-write",
        _ => "done",
    };

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
        line.Field("connection"u8, _number);
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
        string name = ErrorNames.Of(error);
        line.Field("errno"u8, name.Length == 0 ? null : name);
        line.Field("text"u8, error == 0 ? null : error < 0 ? Libc.ResolveErrorText(error) : Errno.Text(error));
    }

    /// <summary>Events that cannot be written are no reason to hurt the data: that is said once.</summary>
    private void Write(JsonLine line)
    {
        ReadOnlySpan<byte> rest = line.End();
        while (!_lost && !rest.IsEmpty)
        {
            int written = Libc.Write(_descriptor, rest);
            if (written == -Numbers.EAGAIN)
            {
                _ = Readiness.Await(_descriptor, Numbers.POLLOUT, -1);
            }
            else if (written < 0 && written != -Numbers.EINTR)
            {
                _lost = true;
                _call.Warn("events: " + Errno.Text(-written));
            }

            rest = rest[Math.Max(written, 0)..];
        }
    }
}
