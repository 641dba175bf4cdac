using System;
using NetCat.Sharp.Testing;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The clock for waits in tests, with a time that is set by hand.</summary>
public sealed class WaitClockSpecs
{
    private readonly HandClock _hand = new();

    [Fact]
    public void Short_intervals_add_up()
    {
        var clock = new WaitClock(_hand);
        for (int look = 0; look < 10; look++)
        {
            _hand.Pass(6);
            _ = clock.Look();
        }

        Assert.Equal(TimeSpan.FromMilliseconds(60), clock.Look());
    }

    [Fact]
    public void A_stall_of_the_machine_counts_as_one_short_interval()
    {
        var clock = new WaitClock(_hand);
        _hand.Pass(5000);
        Assert.Equal(TimeSpan.FromMilliseconds(25), clock.Look());
        _hand.Pass(5);
        Assert.Equal(TimeSpan.FromMilliseconds(30), clock.Look());
    }

    [Fact]
    public void Restart_begins_at_0()
    {
        var clock = new WaitClock(_hand);
        _hand.Pass(20);
        _ = clock.Look();
        _hand.Pass(20);
        clock.Restart();
        Assert.Equal(TimeSpan.Zero, clock.Look());
    }

    private sealed class HandClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now;

        internal void Pass(int milliseconds) => _now += milliseconds;
    }
}
