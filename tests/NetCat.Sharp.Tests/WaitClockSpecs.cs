using System;
using NetCat.Sharp.Testing;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The clock of waits in tests, on a clock that is set by hand.</summary>
public sealed class WaitClockSpecs
{
    private readonly HandClock _hand = new();

    [Fact]
    public void Short_times_between_looks_add_up()
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
    public void A_time_in_which_the_machine_stalls_counts_as_one_look()
    {
        var clock = new WaitClock(_hand);
        _hand.Pass(5000);
        Assert.Equal(TimeSpan.FromMilliseconds(25), clock.Look());
        _hand.Pass(5);
        Assert.Equal(TimeSpan.FromMilliseconds(30), clock.Look());
    }

    [Fact]
    public void It_begins_again_at_0()
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
