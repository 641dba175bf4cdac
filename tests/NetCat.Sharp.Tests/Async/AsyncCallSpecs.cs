using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.Async;

/// <summary>The asynchronous calls: results, errors, order, cancellation, and disposal of the socket.</summary>
public sealed class AsyncCallSpecs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Accept_connect_send_and_receive_wait_for_each_other()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
        ValueTask<NetSocket> accepting = listener.AcceptAsync();
        Assert.False(accepting.IsCompleted);
        using NetSocket client = await NetSocket.ConnectAsync(listener.LocalAddress);
        using NetSocket server = await accepting.AsTask().WaitAsync(s_patience);
        Assert.Equal(client.LocalAddress, server.PeerAddress);
        byte[] buffer = new byte[16];
        ValueTask<int> receiving = server.ReceiveAsync(buffer);
        Assert.False(receiving.IsCompleted);
        await client.SendAsync("hello"u8.ToArray());
        Assert.Equal("hello", Encoding.ASCII.GetString(buffer, 0, await receiving.AsTask().WaitAsync(s_patience)));
        client.FinishSending();
        Assert.Equal(0, await server.ReceiveAsync(buffer).AsTask().WaitAsync(s_patience));
    }

    [Fact]
    public async Task The_waiting_calls_work_on_a_listener_that_has_accepted_asynchronously()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
        ValueTask<NetSocket> accepting = listener.AcceptAsync();
        using NetSocket first = NetSocket.Connect(listener.LocalAddress);
        using NetSocket one = await accepting.AsTask().WaitAsync(s_patience);
        Task<NetSocket> waiting = Task.Run(listener.Accept);
        using NetSocket second = NetSocket.Connect(listener.LocalAddress);
        using NetSocket other = await waiting.WaitAsync(s_patience);
        Assert.Equal(second.LocalAddress, other.PeerAddress);
    }

    [Fact]
    public async Task A_host_is_connected_to_by_name()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
        int port = listener.LocalAddress.Port;
        using (NetSocket socket = await NetSocket.ConnectAsync("localhost", port, TimeSpan.FromSeconds(5)))
        {
            Assert.Equal(listener.LocalAddress, socket.PeerAddress);
        }

        listener.Dispose();
        NetSocketException refusal = await Assert.ThrowsAsync<NetSocketException>(async () => await NetSocket.ConnectAsync("localhost", port));
        Assert.Equal(("ECONNREFUSED", "connect"), (refusal.ErrnoName, refusal.SystemCall));
        NetSocketException unknown = await Assert.ThrowsAsync<NetSocketException>(async () => await NetSocket.ConnectAsync("no.such.host.invalid", port));
        Assert.Equal((SocketError.HostNotFound, "getaddrinfo"), (unknown.SocketErrorCode, unknown.SystemCall));
    }

    [Fact]
    public async Task A_connection_attempt_ends_by_its_limit_or_by_cancellation()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback(), backlog: 0);
        using NetSocket first = NetSocket.Connect(listener.LocalAddress);
        SockAddr full = listener.LocalAddress;
        NetSocketException late = await Assert.ThrowsAsync<NetSocketException>(
            async () => await NetSocket.ConnectAsync(full, timeout: TimeSpan.FromMilliseconds(50)));
        Assert.Equal((SocketError.TimedOut, "ETIMEDOUT"), (late.SocketErrorCode, late.ErrnoName));
        using CancellationTokenSource stop = new();
        Task<NetSocket> connecting = NetSocket.ConnectAsync("127.0.0.1", full.Port, s_patience, cancellation: stop.Token).AsTask();
        stop.CancelAfter(20);
        OperationCanceledException end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.Equal(stop.Token, end.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await NetSocket.ConnectAsync(full, cancellation: stop.Token));
    }

    [Fact]
    public async Task Calls_in_one_direction_are_served_in_their_order()
    {
        using Connected pair = new();
        byte[][] buffers = [new byte[1], new byte[1], new byte[1]];
        List<Task<int>> receiving = [];
        foreach (byte[] buffer in buffers)
        {
            receiving.Add(pair.One.ReceiveAsync(buffer).AsTask());
        }

        await pair.Other.SendAsync("abc"u8.ToArray());
        await Task.WhenAll(receiving).WaitAsync(s_patience);
        Assert.Equal(["a", "b", "c"], Array.ConvertAll(buffers, Encoding.ASCII.GetString));
    }

    [Fact]
    public async Task Pieces_sent_at_the_same_time_are_not_mixed()
    {
        const int Length = 3_000_000;
        using Connected pair = new();
        List<Task> sending = [];
        for (byte piece = 0; piece < 8; piece++)
        {
            byte[] bytes = new byte[Length];
            Array.Fill(bytes, piece);
            sending.Add(pair.One.SendAsync(bytes).AsTask());
        }

        byte[] all = await ReadAsync(pair.Other, 8 * Length);
        await Task.WhenAll(sending).WaitAsync(s_patience);
        for (int piece = 0; piece < 8; piece++)
        {
            Assert.Equal(-1, all.AsSpan(piece * Length, Length).IndexOfAnyExcept((byte)piece));
        }
    }

    [Fact]
    public async Task A_cancelled_send_reports_how_much_was_sent_and_the_rest_can_follow()
    {
        using Connected pair = new();
        byte[] bytes = new byte[32 << 20];
        new Random(5).NextBytes(bytes);
        using CancellationTokenSource stop = new();
        Task sending = pair.One.SendAsync(bytes, stop.Token).AsTask();
        Assert.Equal(1, await pair.Other.ReceiveAsync(new byte[1]).AsTask().WaitAsync(s_patience));
        Assert.False(sending.IsCompleted);
        stop.Cancel();
        SendCanceledException end = await Assert.ThrowsAsync<SendCanceledException>(() => sending);
        Assert.InRange(end.BytesSent, 1, bytes.Length - 1);
        Assert.True(sending.IsCanceled);
        Task rest = pair.One.SendAsync(bytes.AsMemory(end.BytesSent)).AsTask();
        Assert.Equal(bytes[1..], await ReadAsync(pair.Other, bytes.Length - 1));
        await rest.WaitAsync(s_patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_udp_listener_finds_its_first_sender(bool connects)
    {
        using UdpListener listener = UdpListener.Open(SockAddr.Loopback());
        ValueTask<SockAddr> finding = connects ? listener.ConnectToFirstSenderAsync() : listener.AwaitFirstSenderAsync();
        Assert.False(finding.IsCompleted);
        using NetSocket sender = NetSocket.Connect(listener.Socket.LocalAddress, Transport.Udp);
        await sender.SendAsync(default);
        Assert.Equal(sender.LocalAddress, await finding.AsTask().WaitAsync(s_patience));
        Assert.Equal(new ReceivedDatagram(0, sender.LocalAddress), await listener.ReceiveFromAsync(new byte[9]).AsTask().WaitAsync(s_patience));
        NetSocketException? none = connects ? null : Assert.Throws<NetSocketException>(() => listener.Socket.PeerAddress);
        Assert.Equal(connects ? null : "ENOTCONN", none?.ErrnoName);
    }

    [Fact]
    public async Task A_disposed_socket_ends_its_waiting_calls_and_accepts_no_new_ones()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
        using Connected pair = new();
        using UdpListener udp = UdpListener.Open(SockAddr.Loopback());
        using CancellationTokenSource unused = new();
        List<Task> waiting =
        [
            listener.AcceptAsync().AsTask(),
            pair.One.ReceiveAsync(new byte[1], unused.Token).AsTask(),
            pair.One.SendAsync(new byte[32 << 20]).AsTask(),
            udp.AwaitFirstSenderAsync(unused.Token).AsTask(),
            pair.Other.ReceiveFromAsync(new byte[1 << 25]).AsTask(),
        ];
        await waiting[4].WaitAsync(s_patience);
        waiting.RemoveAt(4);
        Assert.DoesNotContain(waiting, static call => call.IsCompleted);
        listener.Dispose();
        pair.One.Abort();
        udp.Dispose();
        foreach (Task call in waiting)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => call.WaitAsync(s_patience));
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await listener.AcceptAsync());
        using SafeSocketHandle handle = pair.Other.Detach();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await pair.Other.ReceiveAsync(new byte[1]));
    }

    [Fact]
    public async Task A_cancelled_call_leaves_the_socket_usable()
    {
        using Connected pair = new();
        using CancellationTokenSource stop = new();
        Task<int> first = pair.One.ReceiveAsync(new byte[8], stop.Token).AsTask();
        byte[] buffer = new byte[8];
        Task<int> second = pair.One.ReceiveAsync(buffer).AsTask();
        stop.Cancel();
        OperationCanceledException end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(stop.Token, end.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pair.One.SendAsync(new byte[1], stop.Token));
        await pair.Other.SendAsync("kept"u8.ToArray());
        Assert.Equal(4, await second.WaitAsync(s_patience));
        Assert.Equal("kept", Encoding.ASCII.GetString(buffer, 0, 4));
    }

    [Fact]
    public async Task A_reset_ends_a_receive_and_a_send()
    {
        using Connected pair = new();
        Task<int> receiving = pair.One.ReceiveAsync(new byte[1]).AsTask();
        Task sending = pair.One.SendAsync(new byte[32 << 20]).AsTask();
        pair.Other.Abort();
        List<string> names = [];
        foreach (Task call in (Task[])[receiving, sending])
        {
            names.Add((await Assert.ThrowsAsync<NetSocketException>(() => call.WaitAsync(s_patience))).ErrnoName);
        }

        // The kernel reports the reset once; the next call finds a closed connection.
        Assert.Contains("ECONNRESET", names);
    }

    private static async Task<byte[]> ReadAsync(NetSocket socket, int length)
    {
        byte[] all = new byte[length];
        int taken = 0;
        while (taken < length)
        {
            int more = await socket.ReceiveAsync(all.AsMemory(taken)).AsTask().WaitAsync(s_patience);
            Assert.NotEqual(0, more);
            taken += more;
        }

        return all;
    }
}
