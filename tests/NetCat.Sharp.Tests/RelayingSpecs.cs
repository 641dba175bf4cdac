using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Native;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The public relay: between sockets, and between streams and a socket.</summary>
public sealed class RelayingSpecs
{
    [Fact]
    public async Task Between_sockets_each_end_of_data_is_forwarded()
    {
        (NetSocket left, NetSocket first) = Pair();
        (NetSocket right, NetSocket second) = Pair();
        using (left)
        using (first)
        using (right)
        using (second)
        {
            Task<RelayEnd> relaying = SocketRelay.RunAsync(first, second, RelayPolicy.Forwarding);
            left.SendAll("there"u8);
            left.FinishSending();
            Assert.Equal("there", ReadToEnd(right));
            right.SendAll("and back"u8);
            right.FinishSending();
            Assert.Equal("and back", ReadToEnd(left));
            Assert.Equal(RelayEnd.BothDrained, await relaying);
        }
    }

    [Fact]
    public async Task Cancellation_ends_the_relay()
    {
        (NetSocket left, NetSocket first) = Pair();
        (NetSocket right, NetSocket second) = Pair();
        using CancellationTokenSource stop = new();
        using (left)
        using (first)
        using (right)
        using (second)
        {
            Task<RelayEnd> relaying = SocketRelay.RunAsync(first, second, RelayPolicy.Forwarding, stop.Token);
            left.SendAll("there"u8);
            Assert.Equal(5, right.Receive(new byte[9], out _));
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => relaying);
            Assert.Equal("", ReadToEnd(left));
        }
    }

    [Fact]
    public async Task Between_streams_and_a_socket_all_data_arrives()
    {
        (NetSocket peer, NetSocket socket) = Pair();
        byte[] there = Bytes(3_000_000, 1);
        byte[] back = Bytes(2_000_000, 2);
        using MemoryStream output = new();
        using (peer)
        using (socket)
        {
            Task<byte[]> received = Task.Run(() => ReadAll(peer));
            Task<RelayEnd> relaying = SocketRelay.RunAsync(new MemoryStream(there), output, socket, RelayPolicy.Forwarding);
            peer.SendAll(back);
            peer.FinishSending();
            Assert.Equal(RelayEnd.BothDrained, await relaying);
            Assert.Equal(there, await received);
        }

        Assert.Equal(back, output.ToArray());
    }

    [Fact]
    public async Task Between_two_streams_all_data_arrives()
    {
        (NetSocket left, NetSocket first) = Pair();
        (NetSocket right, NetSocket second) = Pair();
        byte[] there = Bytes(2_000_000, 3);
        byte[] back = Bytes(3_000_000, 4);
        using (left)
        using (right)
        {
            await using NetworkStream one = first.DetachStream();
            await using NetworkStream other = second.DetachStream();
            Task<RelayEnd> relaying = SocketRelay.RunAsync(one, other, RelayPolicy.Forwarding);
            Task<byte[]> arrived = Task.Run(() => Read(right, there.Length));
            Task<byte[]> returned = Task.Run(() => Read(left, back.Length));
            await Task.WhenAll(Task.Run(() => left.SendAll(there)), Task.Run(() => right.SendAll(back)));
            Assert.Equal(there, await arrived);
            Assert.Equal(back, await returned);
            left.FinishSending();
            right.FinishSending();
            Assert.Equal(RelayEnd.BothDrained, await relaying);
        }
    }

    [Fact]
    public async Task A_second_stream_that_continues_is_left_open_if_the_policy_says_so()
    {
        (NetSocket left, NetSocket first) = Pair();
        (NetSocket right, NetSocket second) = Pair();
        using (left)
        using (right)
        {
            await using NetworkStream one = first.DetachStream();
            await using NetworkStream other = second.DetachStream();
            Task<RelayEnd> relaying = SocketRelay.RunAsync(one, other, RelayPolicy.Forwarding with { IdleTimeout = TimeSpan.FromMilliseconds(100) });
            left.SendAll("hello"u8);
            Assert.Equal("hello", Encoding.ASCII.GetString(Read(right, 5)));
            Assert.Equal(RelayEnd.IdleTimeout, await relaying.WaitAsync(TimeSpan.FromSeconds(20)));
        }
    }

    [Fact]
    public void Between_descriptors_the_flags_are_as_before()
    {
        (NetSocket left, NetSocket first) = Pair();
        (NetSocket right, NetSocket second) = Pair();
        using (left)
        using (first)
        using (right)
        using (second)
        {
            Libc.SetBlocking(first.Descriptor);
            left.FinishSending();
            right.FinishSending();
            Assert.Equal(RelayEnd.BothDrained, SocketRelay.Run(first.Descriptor, second.Descriptor, RelayPolicy.Forwarding));
            Assert.True(Libc.Blocks(first.Descriptor));
            Assert.False(Libc.Blocks(second.Descriptor));
        }
    }

    [Fact]
    public async Task A_silent_stream_does_not_keep_the_relay_from_ending()
    {
        (NetSocket peer, NetSocket socket) = Pair();
        (NetSocket idle, NetSocket ours) = Pair();
        using MemoryStream output = new();
        using (peer)
        using (socket)
        using (idle)
        {
            await using NetworkStream input = ours.DetachStream();
            peer.SendAll("all"u8);
            peer.FinishSending();
            RelayPolicy policy = RelayPolicy.Forwarding with { EndsWithPeer = true };
            Assert.Equal(RelayEnd.PeerDone, await SocketRelay.RunAsync(input, output, socket, policy));
        }

        Assert.Equal("all", Encoding.ASCII.GetString(output.ToArray()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_exception_of_a_stream_is_rethrown(bool input)
    {
        (NetSocket peer, NetSocket socket) = Pair();
        MemoryStream closed = new();
        await closed.DisposeAsync();
        using (peer)
        using (socket)
        {
            peer.SendAll("something"u8);
            peer.FinishSending();
            await Assert.ThrowsAsync<ObjectDisposedException>(
                () => SocketRelay.RunAsync(input ? closed : Stream.Null, input ? Stream.Null : closed, socket, RelayPolicy.Forwarding));
        }
    }

    [Fact]
    public void A_host_is_connected_to_by_name_at_the_first_address_that_answers()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
        int port = listener.LocalAddress.Port;
        using (NetSocket socket = NetSocket.Connect("localhost", port, TimeSpan.FromSeconds(5)))
        {
            Assert.Equal(listener.LocalAddress, socket.PeerAddress);
        }

        listener.Dispose();
        Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<NetSocketException>(() => NetSocket.Connect("localhost", port)).SocketErrorCode);
        Assert.Equal(SocketError.HostNotFound, Assert.Throws<NetSocketException>(() => NetSocket.Connect("no.such.host.invalid", port)).SocketErrorCode);
    }

    [Fact]
    public void A_full_backlog_causes_a_timeout()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback(), backlog: 0);
        using NetSocket first = NetSocket.Connect(listener.LocalAddress);
        int port = listener.LocalAddress.Port;
        SocketException failure = Assert.Throws<NetSocketException>(() => NetSocket.Connect("127.0.0.1", port, TimeSpan.FromMilliseconds(50)));
        Assert.Equal(SocketError.TimedOut, failure.SocketErrorCode);
    }

    [Theory]
    [InlineData("127.0.0.1:80")]
    [InlineData("[::1]:80")]
    public void An_address_is_read_as_it_is_written(string text)
    {
        Assert.Equal(text, SockAddr.Parse(text).ToString());
        Assert.Throws<FormatException>(() => SockAddr.Parse("localhost:80"));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 7), SockAddr.Loopback(7).ToEndPoint());
    }

    private static (NetSocket Peer, NetSocket Socket) Pair()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.Loopback());
        NetSocket peer = NetSocket.Connect(listener.LocalAddress);
        return (peer, listener.Accept());
    }

    private static string ReadToEnd(NetSocket socket) => Encoding.ASCII.GetString(ReadAll(socket));

    private static byte[] Read(NetSocket socket, int length)
    {
        byte[] all = new byte[length];
        int taken = 0;
        while (taken < length && socket.Receive(all.AsSpan(taken), out _) is > 0 and int more)
        {
            taken += more;
        }

        return all;
    }

    private static byte[] ReadAll(NetSocket socket)
    {
        using MemoryStream all = new();
        byte[] piece = new byte[65536];
        while (socket.Receive(piece, out _) is > 0 and int length)
        {
            all.Write(piece, 0, length);
        }

        return all.ToArray();
    }

    private static byte[] Bytes(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
