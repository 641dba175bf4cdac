using System;

namespace NetCat.Sharp.IO;

/// <summary>
/// The moment until which something waits; the default is never. Lengths of time are <see cref="TimeSpan"/>s, null where there is no limit,
/// and become a deadline where the wait begins.
/// </summary>
internal readonly struct Deadline : IComparable<Deadline>
{
    private readonly TimeSpan? _moment;

    private Deadline(TimeSpan moment) => _moment = moment;

    /// <summary>It never comes.</summary>
    internal static Deadline Never => default;

    /// <summary>It has come: a wait until then only looks.</summary>
    internal static Deadline Now => new(TimeSpan.Zero);

    internal bool IsSet => _moment is not null;

    /// <summary>The clock is read only where it is set: a relay without a limit looks at each turn.</summary>
    internal bool IsOver => _moment is { } moment && moment <= Clock.Now;

    /// <summary>What is left, zero when it is over; null where it never comes.</summary>
    internal TimeSpan? Left => _moment is { } moment ? TimeSpan.FromTicks(Math.Max((moment - Clock.Now).Ticks, 0)) : null;

    /// <summary>What is left for poll(2) and epoll_wait(2): whole milliseconds, rounded up, and -1 where it never comes.</summary>
    internal int PollTime => Left is not { } left ? -1
        : (int)Math.Min((left.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond, int.MaxValue);

    /// <summary>So long from now; null never.</summary>
    internal static Deadline In(TimeSpan? time) => time is { } length ? new Deadline(Clock.Now + length) : Never;

    /// <summary>The earlier of the two.</summary>
    internal Deadline Or(Deadline other) => CompareTo(other) <= 0 ? this : other;

    /// <inheritdoc/>
    public int CompareTo(Deadline other) => (_moment ?? TimeSpan.MaxValue).CompareTo(other._moment ?? TimeSpan.MaxValue);
}
