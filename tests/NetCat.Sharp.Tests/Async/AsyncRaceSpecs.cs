using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Testing;
using Xunit;

namespace NetCat.Sharp.Tests.Async;

/// <summary>
/// Cancellation, data and disposal of a socket at the same moment: no byte is lost, no descriptor is left open, no call completes twice.
/// </summary>
[Collection(AloneInProcess.Name)]
public sealed class AsyncRaceSpecs
{
    private const int Rounds = 10_000;

    [Fact]
    public async Task Receives_that_are_cancelled_at_random_lose_no_byte()
    {
        int before = Connected.Descriptors();
        using (Connected pair = new())
        {
            using CancellationTokenSource over = new();
            Task sending = SendNumbers(pair.Other, over.Token);
            Random random = new(11);
            byte[] buffer = new byte[64];
            byte next = 0;
            int cancelled = 0, received = 0;
            for (int round = 0; round < Rounds || cancelled < 100 || received < 100; round++)
            {
                using CancellationTokenSource stop = new();
                ValueTask<int> receiving = pair.One.ReceiveAsync(buffer.AsMemory(0, random.Next(1, buffer.Length)), stop.Token);
                Cancel(stop, random.Next(3));
                try
                {
                    int length = await receiving;
                    received++;
                    for (int at = 0; at < length; at++)
                    {
                        Assert.Equal(next++, buffer[at]);
                    }
                }
                catch (OperationCanceledException)
                {
                    cancelled++;
                }
            }

            over.Cancel();
            await sending;
        }

        await Until.Holds(() => Connected.Descriptors() <= before + 1);
    }

    [Fact]
    public async Task Connects_and_accepts_that_are_cancelled_at_random_lose_no_connection_and_no_descriptor()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback(), backlog: 1024);
        int before = Connected.Descriptors();
        using CancellationTokenSource over = new();
        ConcurrentDictionary<int, bool> heard = new();
        Task serving = Serve(listener, heard, over.Token);
        Random random = new(12);
        HashSet<int> said = [];
        int cancelled = 0;
        for (int round = 0; round < Rounds; round++)
        {
            using CancellationTokenSource stop = new();
            int kind = random.Next(3);
            if (kind == 2)
            {
                Cancel(stop, 0);
            }

            ValueTask<NetSocket> connecting = NetSocket.ConnectAsync(listener.LocalAddress, cancellation: stop.Token);
            Cancel(stop, kind);
            try
            {
                using NetSocket client = await connecting;
                byte[] number = BitConverter.GetBytes(round);
                await client.SendAsync(number);
                said.Add(round);
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
        }

        Assert.NotEmpty(said);
        Assert.NotEqual(0, cancelled);
        await Until.Holds(() => heard.Count >= said.Count);
        Assert.True(said.SetEquals(heard.Keys));
        over.Cancel();
        await serving;
        await Until.Holds(() => Connected.Descriptors() <= before + 1);
    }

    [Fact]
    public async Task A_socket_that_is_disposed_in_a_wait_never_reads_data_of_the_next_socket_with_its_number()
    {
        int reused = 0;
        for (int round = 0; round < 1000; round++)
        {
            using Connected pair = new();
            int number = pair.One.Descriptor;
            byte[] stolen = new byte[4];
            Task<int> receiving = pair.One.ReceiveAsync(stolen).AsTask();

            // The event for the data and the disposal of the socket race.
            using Barrier both = new(2);
            Task ending = Task.Run(() =>
            {
                both.SignalAndWait();
                pair.One.Dispose();
            });
            both.SignalAndWait();
            pair.Other.SendAll("old!"u8);
            await ending;
            using Connected next = new();
            reused += next.One.Descriptor == number || next.Other.Descriptor == number ? 1 : 0;
            next.One.SendAll("new!"u8);
            byte[] own = new byte[4];
            Assert.Equal(4, await next.Other.ReceiveAsync(own));
            Assert.Equal("new!"u8, own);
            try
            {
                Assert.Equal(4, await receiving);
                Assert.Equal("old!"u8, stolen);
            }
            catch (ObjectDisposedException)
            {
                Assert.Equal(new byte[4], stolen);
            }
        }

        Assert.NotEqual(0, reused);
    }

    private static async Task SendNumbers(NetSocket socket, CancellationToken over)
    {
        Random random = new(13);
        byte next = 0;
        while (!over.IsCancellationRequested)
        {
            byte[] piece = new byte[random.Next(1, 40)];
            for (int at = 0; at < piece.Length; at++)
            {
                piece[at] = next++;
            }

            await socket.SendAsync(piece, CancellationToken.None);
            await Task.Yield();
            if (random.Next(8) == 0)
            {
                await Until.Passed(TimeSpan.FromMilliseconds(1), CancellationToken.None);
            }
        }
    }

    private static async Task Serve(NetSocket listener, ConcurrentDictionary<int, bool> heard, CancellationToken over)
    {
        Random random = new(14);
        while (!over.IsCancellationRequested)
        {
            using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(over);
            ValueTask<NetSocket> accepting = listener.AcceptAsync(stop.Token);
            Cancel(stop, random.Next(3));
            try
            {
                _ = Hear(await accepting, heard);
            }
            catch (OperationCanceledException)
            {
                // The client stays in the backlog.
            }
        }
    }

    private static async Task Hear(NetSocket client, ConcurrentDictionary<int, bool> heard)
    {
        using (client)
        {
            byte[] number = new byte[4];
            int taken = 0;
            while (taken < 4 && await client.ReceiveAsync(number.AsMemory(taken)) is > 0 and int more)
            {
                taken += more;
            }

            if (taken == 4)
            {
                Assert.True(heard.TryAdd(BinaryPrimitives.ReadInt32LittleEndian(number), true));
            }
        }
    }

    /// <summary>Cancels on another thread, at once or a little later, or not at all.</summary>
    private static void Cancel(CancellationTokenSource stop, int kind)
    {
        if (kind == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static stop => CancelQuietly(stop), stop, preferLocal: false);
        }
        else if (kind == 1)
        {
            stop.CancelAfter(1);
        }
    }

    private static void CancelQuietly(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call completed first.
        }
    }
}
