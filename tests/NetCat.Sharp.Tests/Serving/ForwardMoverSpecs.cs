using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tests.Hostile;
using Xunit;

namespace NetCat.Sharp.Tests.Serving;

/// <summary>How bytes are moved between sockets in a loop: by copying, by splice(2), and by both alternately.</summary>
public sealed class ForwardMoverSpecs
{
    private const int Length = 5_000_000;

    [Theory]
    [InlineData(MoverChoice.Copy)]
    [InlineData(MoverChoice.Splice)]
    [InlineData(MoverChoice.Automatic)]
    public async Task Many_streams_both_ways_arrive_whole_at_any_speed(object choice)
    {
        using Socket target = ForwardingRig.Listener();
        ForwardOptions options = ForwardingRig.To(target);
        using var rig = new ForwardingRig(options with { Policy = options.Policy with { Mover = (MoverChoice)choice } });
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
        {
            using Socket client = await rig.Connect();
            await client.SendAsync(new[] { (byte)number });
            using Socket served = await target.AcceptAsync();
            byte[] which = new byte[1];
            Assert.Equal(1, await served.ReceiveAsync(which));
            byte[] there = new SeededRandom(which[0]).Bytes(Length);
            byte[] back = new SeededRandom(100 + which[0]).Bytes(Length);
            byte[] expected = new SeededRandom(number).Bytes(Length);
            byte[] answered = new SeededRandom(100 + number).Bytes(Length);
            await Task.WhenAll(
                Send(client, expected, new SeededRandom(200 + number)),
                Send(served, back, new SeededRandom(300 + number)),
                Read(served, there, new SeededRandom(400 + number)),
                Read(client, answered, new SeededRandom(500 + number)));
        }));
        await Until.Holds(() => rig.Count == 0);
        Assert.All(rig.Reports, static report => Assert.Equal((RelayEnd.BothDrained, Length, Length + 1), (report.Reason, report.Sent, report.Received)));
    }

    [Fact]
    public async Task An_idle_connection_holds_no_descriptor_but_its_sockets()
    {
        using Socket target = ForwardingRig.Listener();
        ForwardOptions options = ForwardingRig.To(target);
        using var rig = new ForwardingRig(options with { Policy = options.Policy with { Mover = MoverChoice.Splice } });
        for (int i = 0; i < 20; i++)
        {
            Socket client = await rig.Connect();
            using Socket served = await target.AcceptAsync();
            await client.SendAsync(new byte[1000]);
            Assert.Equal(1000, await served.ReceiveAsync(new byte[1000]));
            client.Dispose();
        }

        Assert.Equal(1, rig.PipeCount);
    }

    [Theory]
    [InlineData(0, BulkSending.MostUnsent)]
    [InlineData(65536, 65536)]
    public async Task A_stream_is_sent_in_full_segments_while_more_is_to_come_and_never_far_ahead(int limit, int limitAfter)
    {
        (Socket sink, Socket receiver) = await Pair();
        Set(sink, Constants.TCP_NODELAY, 1);
        Set(sink, Constants.TCP_NOTSENT_LOWAT, limit);
        BulkSending bulk = default;
        foreach ((bool hadMore, bool hasMore, int sendsAtOnce) in new[] { (false, false, 1), (true, true, 0), (false, true, 0), (false, false, 1) })
        {
            bulk.Begin((int)sink.Handle, hadMore);
            bulk.End((int)sink.Handle, hasMore);
            Assert.Equal(sendsAtOnce, Get(sink, Constants.TCP_NODELAY));
            Assert.Equal(limitAfter, Get(sink, Constants.TCP_NOTSENT_LOWAT));
        }

        sink.Dispose();
        receiver.Dispose();
    }

    [Fact]
    public async Task A_socket_that_may_hold_small_segments_back_stays_so()
    {
        (Socket sink, Socket receiver) = await Pair();
        BulkSending bulk = default;
        bulk.Begin((int)sink.Handle, hasMore: true);
        bulk.End((int)sink.Handle, hasMore: false);
        Assert.Equal(0, Get(sink, Constants.TCP_NODELAY));
        sink.Dispose();
        receiver.Dispose();
    }

    private static void Set(Socket socket, int option, int value) => socket.SetRawSocketOption(Constants.IPPROTO_TCP, option, BitConverter.GetBytes(value));

    private static int Get(Socket socket, int option)
    {
        byte[] bytes = new byte[4];
        Assert.Equal(4, socket.GetRawSocketOption(Constants.IPPROTO_TCP, option, bytes));
        return BitConverter.ToInt32(bytes);
    }

    private static async Task<(Socket Client, Socket Served)> Pair()
    {
        using Socket listener = ForwardingRig.Listener();
        Socket client = new(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!);
        return (client, await listener.AcceptAsync());
    }

    private static async Task Send(Socket socket, byte[] bytes, SeededRandom random)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent, Math.Min(1 + random.Below(400_000), bytes.Length - sent)));
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task Read(Socket socket, byte[] expected, SeededRandom random)
    {
        byte[] got = new byte[expected.Length + 1];
        int length = 0;
        for (int taken; (taken = await socket.ReceiveAsync(got.AsMemory(length, Math.Min(1 + random.Below(400_000), got.Length - length)))) > 0;)
        {
            length += taken;
        }

        Assert.True(expected.AsSpan().SequenceEqual(got.AsSpan(0, length)), $"{length} bytes, or not these");
    }
}
