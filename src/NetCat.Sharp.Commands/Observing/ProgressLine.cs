using System;
using System.Text;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>
/// One line on a terminal, written over and over: bytes and rate each way, the time, and how far stdin has come where its size is known.
/// At most ten times a second, and once a second where nothing moves.
/// </summary>
/// <param name="status">Where it is drawn.</param>
/// <param name="total">Bytes of stdin, -1 where that is not known.</param>
internal sealed class ProgressLine(StatusLine status, long total)
{
    private const int Shortest = 100;
    private const int Longest = 1000;

    private readonly long _began = Clock.Milliseconds;
    private long _drawn = Clock.Milliseconds;
    private Mark _shown;
    private Mark _lately;
    private Mark _before;

    /// <summary>Draws where it is time to; milliseconds until it may be again.</summary>
    internal int Beat(Relay relay)
    {
        Mark now = new(Clock.Milliseconds - _began, relay.Sent, relay.Received);
        int pause = now.HasMovedSince(_shown) || !status.IsShown ? Shortest : Longest;
        if (status.MustWait)
        {
            return Longest;
        }

        if (_began + now.Time - _drawn >= pause)
        {
            Draw(now, _before);
            pause = Longest;
        }

        return (int)Math.Max(_drawn + pause - Clock.Milliseconds, 1);
    }

    /// <summary>What came of it, with the rate of the whole time, and a line for what is said after it.</summary>
    internal void End(Relay relay)
    {
        status.Finish(Line(new Mark(Clock.Milliseconds - _began, relay.Sent, relay.Received), default));
    }

    private void Draw(Mark now, Mark since)
    {
        status.Draw(Line(now, since));
        (_shown, _drawn) = (now, Clock.Milliseconds);
        if (now.Time - _lately.Time >= Longest)
        {
            (_before, _lately) = (_lately, now);
        }
    }

    /// <param name="now">What is shown.</param>
    /// <param name="since">What the rates are reckoned from.</param>
    private StringBuilder Line(Mark now, Mark since)
    {
        var line = new StringBuilder();
        Direction(line, '>', now.Sent, now.Sent - since.Sent, now.Time - since.Time);
        line.Append("  ");
        Direction(line, '<', now.Received, now.Received - since.Received, now.Time - since.Time);
        line.Append("  ");
        Time(line, now.Time);
        if (total > 0)
        {
            long sent = Math.Min(now.Sent, total);
            line.Append("  ").Append(sent / Math.Max(total / 100, 1)).Append('%');
            if (sent < total && now.Sent > since.Sent)
            {
                line.Append("  ");
                Time(line, (long)((Int128)(total - sent) * (now.Time - since.Time) / (now.Sent - since.Sent)));
                line.Append(" left");
            }
        }

        return line;
    }

    private static void Direction(StringBuilder line, char mark, long bytes, long moved, long milliseconds)
    {
        line.Append(mark).Append(' ');
        Size(line, bytes);
        line.Append(' ');
        Size(line, moved * 1000 / Math.Max(milliseconds, 1));
        line.Append("/s");
    }

    /// <summary>With one digit behind the point; in whole numbers, for those of the other kind would make nc a tenth larger.</summary>
    private static void Size(StringBuilder line, long bytes)
    {
        ReadOnlySpan<string> units = ["KiB", "MiB", "GiB", "TiB"];
        if (bytes < 1024)
        {
            line.Append(bytes).Append(" B");
            return;
        }

        int unit = 0;
        while (bytes >= 1024 * 1024 && unit < units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        line.Append(bytes / 1024).Append('.').Append(bytes % 1024 * 10 / 1024).Append(' ').Append(units[unit]);
    }

    private static void Time(StringBuilder line, long milliseconds)
    {
        long seconds = milliseconds / 1000;
        line.Append(seconds / 3600).Append(':');
        TwoDigits(line, seconds / 60 % 60);
        line.Append(':');
        TwoDigits(line, seconds % 60);
    }

    private static void TwoDigits(StringBuilder line, long value) => line.Append((char)('0' + (value / 10))).Append((char)('0' + (value % 10)));

    /// <summary>How much had gone each way so many milliseconds after the beginning.</summary>
    private readonly record struct Mark(long Time, long Sent, long Received)
    {
        internal bool HasMovedSince(Mark earlier) => Sent != earlier.Sent || Received != earlier.Received;
    }
}
