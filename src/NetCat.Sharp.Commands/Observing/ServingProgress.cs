using System;
using System.Text;
using NetCat.Sharp.IO;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>--progress of a listener that serves many clients: once a second, their number, bytes and rate of each direction, and the time.</summary>
/// <param name="status">Where it is drawn.</param>
internal sealed class ServingProgress(StatusLine status)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _began = Clock.Now;
    private TimeSpan _shownAt;
    private ServingTotals _shown;

    /// <summary>When the line is drawn again.</summary>
    internal Deadline DrawsAt { get; private set; } = Deadline.In(s_interval);

    /// <summary>Draws the line if it is due.</summary>
    internal void Draw(ServingTotals now)
    {
        if (!DrawsAt.IsOver)
        {
            return;
        }

        TimeSpan time = Clock.Now - _began;
        status.Draw(Line(now, time, _shown, time - _shownAt));
        (_shown, _shownAt, DrawsAt) = (now, time, Deadline.In(s_interval));
    }

    /// <summary>Draws the final line with the average rates.</summary>
    internal void End(ServingTotals now)
    {
        TimeSpan time = Clock.Now - _began;
        status.Finish(Line(now, time, default, time));
    }

    private static StringBuilder Line(ServingTotals now, TimeSpan time, ServingTotals since, TimeSpan elapsed)
    {
        var line = new StringBuilder();
        line.Append(now.Clients).Append(now.Clients == 1 ? " client  " : " clients  ");
        ProgressLine.Direction(line, '<', now.Received, now.Received - since.Received, elapsed);
        line.Append("  ");
        ProgressLine.Direction(line, '>', now.Sent, now.Sent - since.Sent, elapsed);
        line.Append("  ");
        ProgressLine.Time(line, time);
        return line;
    }
}
