using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.Async;

/// <summary>Many waiting calls, and calls at the limit of descriptors.</summary>
[Collection(AloneInProcess.Name)]
public sealed class AsyncLimitSpecs
{
    private const int DescriptorLimit = 7;

    [Fact]
    public async Task Two_thousand_waiting_receives_cost_one_thread()
    {
        const int Count = 2000;
        List<UdpListener> listeners = [];
        List<Task<ReceivedDatagram>> receiving = [];
        int threads = Connected.Threads();
        byte[] room = new byte[Count * 4];
        try
        {
            for (int at = 0; at < Count; at++)
            {
                listeners.Add(UdpListener.Open(SockAddr.Loopback()));
                receiving.Add(listeners[at].ReceiveFromAsync(room.AsMemory(at * 4, 4)).AsTask());
            }

            Assert.DoesNotContain(receiving, static call => call.IsCompleted);
            Assert.Equal(1, Connected.Waiters());

            // The thread pool may start or end a few of its own threads meanwhile.
            Assert.InRange(Connected.Threads(), 1, threads + 10);
            for (int at = 0; at < Count; at++)
            {
                UdpListener sender = listeners[Count - 1 - at];
                Assert.Equal(4, sender.SendTo(BitConverter.GetBytes(at), listeners[at].Socket.LocalAddress));
            }

            ReceivedDatagram[] all = await Task.WhenAll(receiving).WaitAsync(TimeSpan.FromSeconds(20));
            for (int at = 0; at < Count; at++)
            {
                Assert.Equal(new ReceivedDatagram(4, listeners[Count - 1 - at].Socket.LocalAddress), all[at]);
                Assert.Equal(at, BitConverter.ToInt32(room, at * 4));
            }
        }
        finally
        {
            listeners.ForEach(static listener => listener.Dispose());
        }
    }

    [Fact]
    public async Task At_the_descriptor_limit_accept_throws_and_the_client_stays_in_the_backlog()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
        using NetSocket client = NetSocket.Create(SockAddr.Loopback().Family, Transport.Tcp);

        // An exception is thrown once before the limit is lowered: without descriptors the runtime cannot load the code for it.
        await Assert.ThrowsAsync<NetSocketException>(async () => await NetSocket.ConnectAsync(SockAddr.Loopback(1)));
        Task<NetSocket> waited = listener.AcceptAsync().AsTask();
        Task<NetSocket> immediate = WithoutDescriptors(() =>
        {
            client.ConnectTo(listener.LocalAddress);
            Assert.True(SpinWait.SpinUntil(() => waited.IsCompleted, TimeSpan.FromSeconds(5)));
            return listener.AcceptAsync().AsTask();
        });
        foreach (Task<NetSocket> refused in (Task<NetSocket>[])[waited, immediate])
        {
            NetSocketException failure = await Assert.ThrowsAsync<NetSocketException>(() => refused.WaitAsync(TimeSpan.FromSeconds(20)));
            Assert.Equal(("EMFILE", "accept", SocketError.TooManyOpenSockets), (failure.ErrnoName, failure.SystemCall, failure.SocketErrorCode));
        }

        using NetSocket accepted = await listener.AcceptAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(client.LocalAddress, accepted.PeerAddress);
    }

    /// <summary>Lowers the soft limit below every free number during the call only: the test host needs descriptors too.</summary>
    private static Task<NetSocket> WithoutDescriptors(Func<Task<NetSocket>> call)
    {
        ulong[] limits = new ulong[2];
        Assert.Equal(0, GetLimit(DescriptorLimit, limits));
        Assert.Equal(0, SetLimit(DescriptorLimit, [3, limits[1]]));
        try
        {
            return call();
        }
        finally
        {
            _ = SetLimit(DescriptorLimit, limits);
        }
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetLimit(int resource, [Out] ulong[] limit);

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetLimit(int resource, ulong[] limit);
}
