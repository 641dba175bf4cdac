using System;

namespace NetCat.Sharp.IO;

/// <summary>
/// The moment at which a wait ends; the default is never. A length of time is a <see cref="TimeSpan"/>, null if there is no limit, and becomes a
/// deadline when the wait begins.
/// </summary>
internal readonly struct Deadline : IComparable<Deadline>
{
    private readonly TimeSpan? _moment;

    private Deadline(TimeSpan moment) => _moment = moment;

    /// <summary>A deadline that never passes.</summary>
    internal static Deadline Never => default;

    /// <summary>A deadline that has passed: a wait until then only checks.</summary>
    internal static Deadline Now => new(TimeSpan.Zero);

    internal bool IsSet => _moment is not null;

    /// <summary>Whether the deadline has passed. The clock is read only if there is a deadline, because a relay checks this at each turn.</summary>
    internal bool IsOver => _moment is { } moment && moment <= Clock.Now;

    /// <summary>The time left, zero if the deadline has passed; null if it never passes.</summary>
    internal TimeSpan? Left => _moment is { } moment ? TimeSpan.FromTicks(Math.Max((moment - Clock.Now).Ticks, 0)) : null;

    /// <summary>The time left for poll(2) and epoll_wait(2): whole milliseconds, rounded up; -1 if the deadline never passes.</summary>
    internal int PollTime => Left is not { } left ? -1
        : (int)Math.Min((left.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond, int.MaxValue);

    /// <summary>The deadline after this time; null means never.</summary>
    internal static Deadline In(TimeSpan? time) => time is { } length ? new Deadline(Clock.Now + length) : Never;

    /// <summary>The earlier of two deadlines.</summary>
    internal Deadline Or(Deadline other) => CompareTo(other) <= 0 ? this : other;

    /// <inheritdoc/>
    public int CompareTo(Deadline other) => (_moment ?? TimeSpan.MaxValue).CompareTo(other._moment ?? TimeSpan.MaxValue);
}
