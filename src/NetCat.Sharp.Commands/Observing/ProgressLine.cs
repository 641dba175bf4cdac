using System;
using System.Text;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>
/// One line on a terminal that is redrawn: bytes and rate of each direction, the time, and the share of stdin that is sent if its size is known.
/// It is drawn at most ten times a second, and once a second if no data moves.
/// </summary>
/// <param name="status">Where it is drawn.</param>
/// <param name="total">The size of stdin, or -1 if it is not known.</param>
internal sealed class ProgressLine(StatusLine status, long total)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _began = Clock.Now;
    private Deadline _soonest = Deadline.In(s_shortest);
    private Deadline _latest = Deadline.In(s_longest);
    private Mark _shown;
    private Mark _lately;
    private Mark _before;

    /// <summary>Draws the line if it is due, and returns when it is due next.</summary>
    internal Deadline Beat(Relay relay)
    {
        if (status.MustWait)
        {
            return Deadline.In(s_longest);
        }

        Mark now = new(Clock.Now - _began, relay.Sent, relay.Received);
        Deadline due = now.HasMovedSince(_shown) || !status.IsShown ? _soonest : _latest;
        if (!due.IsOver)
        {
            return due;
        }

        Draw(now, _before);
        return _latest;
    }

    /// <summary>Draws the final line with the average rate, and ends it so that later messages begin a new line.</summary>
    internal void End(Relay relay)
    {
        status.Finish(Line(new Mark(Clock.Now - _began, relay.Sent, relay.Received), default));
    }

    private void Draw(Mark now, Mark since)
    {
        status.Draw(Line(now, since));
        _shown = now;
        (_soonest, _latest) = (Deadline.In(s_shortest), Deadline.In(s_longest));
        if (now.Time - _lately.Time >= s_longest)
        {
            (_before, _lately) = (_lately, now);
        }
    }

    /// <param name="now">The state to show.</param>
    /// <param name="since">The earlier state that the rates refer to.</param>
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
                Time(line, new TimeSpan((long)((Int128)(total - sent) * (now.Time - since.Time).Ticks / (now.Sent - since.Sent))));
                line.Append(" left");
            }
        }

        return line;
    }

    /// <summary>Appends the bytes of one direction and their rate.</summary>
    internal static void Direction(StringBuilder line, char mark, long bytes, long moved, TimeSpan time)
    {
        line.Append(mark).Append(' ');
        Size(line, bytes);
        line.Append(' ');
        Size(line, moved * 1000 / Math.Max(time.Ticks / TimeSpan.TicksPerMillisecond, 1));
        line.Append("/s");
    }

    /// <summary>Appends a size with one decimal. It uses integers only: floating-point formatting would make nc a tenth larger.</summary>
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

    /// <summary>Hours, minutes and seconds.</summary>
    internal static void Time(StringBuilder line, TimeSpan time)
    {
        long seconds = time.Ticks / TimeSpan.TicksPerSecond;
        line.Append(seconds / 3600).Append(':');
        TwoDigits(line, seconds / 60 % 60);
        line.Append(':');
        TwoDigits(line, seconds % 60);
    }

    private static void TwoDigits(StringBuilder line, long value) => line.Append((char)('0' + (value / 10))).Append((char)('0' + (value % 10)));

    /// <summary>The bytes of each direction at a time since the start.</summary>
    private readonly record struct Mark(TimeSpan Time, long Sent, long Received)
    {
        internal bool HasMovedSince(Mark earlier) => Sent != earlier.Sent || Received != earlier.Received;
    }
}
