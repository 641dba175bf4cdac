using System;
using NetCat.Sharp.Native;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The calls of epoll(7) and eventfd(2): one wait returns several events, each with its own data.</summary>
public sealed class EpollSpecs
{
    [Fact]
    public void Every_event_of_one_wait_has_its_own_data()
    {
        const int Count = 5;
        int epoll = Libc.EpollCreate();
        Assert.True(epoll >= 0);
        int[] counters = new int[Count];
        for (int at = 0; at < Count; at++)
        {
            counters[at] = Libc.EventDescriptor();
            Assert.Equal(0, Libc.EpollControl(epoll, Constants.EPOLL_CTL_ADD, counters[at], Constants.EPOLLIN, Data(at)));
            Assert.Equal(8, Libc.Write(counters[at], BitConverter.GetBytes(1L)));
        }

        var events = new EpollEvent[Count + 1];
        Assert.Equal(Count, Libc.EpollWait(epoll, events, 1000));
        for (int at = 0; at < Count; at++)
        {
            Assert.Contains(events, one => one.Data == Data(at) && one.Has(Constants.EPOLLIN));
        }

        Assert.Equal(0, Libc.EpollControl(epoll, Constants.EPOLL_CTL_DEL, counters[0]));
        Assert.Equal(Count - 1, Libc.EpollWait(epoll, events, 1000));
        Assert.Equal(-Constants.ENOENT, Libc.EpollControl(epoll, Constants.EPOLL_CTL_MOD, counters[0], Constants.EPOLLIN));
        foreach (int counter in counters)
        {
            _ = Libc.Close(counter);
        }

        Assert.Equal(0, Libc.EpollWait(epoll, events, 0));
        _ = Libc.Close(epoll);
    }

    private static ulong Data(int at) => 0x0102_0304_0506_0700UL + (ulong)at;
}
