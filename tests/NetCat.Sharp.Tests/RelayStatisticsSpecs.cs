using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Relaying;
using Xunit;

namespace NetCat.Sharp.Tests;

/// <summary>The statistics of a relay: the bytes of each direction, which side ended first, and the errors.</summary>
public sealed class RelayStatisticsSpecs : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly int _nowhere = Libc.Open("/dev/null", Constants.O_WRONLY);
    private readonly NetSocket _peer;
    private readonly NetSocket _socket;

    public RelayStatisticsSpecs()
    {
        using NetSocket listener = NetSocket.Listen(SockAddr.From(new IPEndPoint(IPAddress.Loopback, 0)), []);
        _socket = NetSocket.Connect(listener.LocalAddress, Transport.Tcp, []);
        _peer = listener.Accept();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _peer.Dispose();
        _ = Libc.Close(_nowhere);
        File.Delete(_file);
    }

    [Fact]
    public void Bytes_are_counted_each_way_and_both_ends_are_reported()
    {
        File.WriteAllText(_file, "there and back");
        _ = _peer.Send("back"u8);
        _peer.FinishSending();
        using FileStream input = File.OpenRead(_file);
        List<RelayEvent> told = [];
        using Relay relay = Over(input, new RelayPolicy(), told.Add);
        Assert.Equal(RelayEnd.BothDrained, relay.Run());
        Assert.Equal((14, 4), (relay.Sent, relay.Received));
        Assert.Equal((0, 0, 0), (relay.InputFault, relay.OutputFault, relay.SocketFault));
        Assert.Equal([RelayEvent.InputEnded, RelayEvent.PeerEnded], told.Order());
    }

    [Fact]
    public void A_reset_is_an_error_of_the_socket()
    {
        _ = _peer.Send("last words"u8);
        _peer.Abort();
        using FileStream input = File.OpenRead("/dev/null");
        using Relay relay = Over(input, new RelayPolicy());
        _ = relay.Run();
        Assert.Equal(Constants.ECONNRESET, relay.SocketFault);
        Assert.Equal(10, relay.Received);
    }

    [Fact]
    public void A_reset_is_an_error_of_the_socket_where_the_output_is_a_pipe()
    {
        _peer.Abort();
        Assert.Equal(0, Libc.Pipe(out int reader, out int writer));
        using Relay relay = new(PlainChannel.Of(-1), PlainChannel.Of(writer), PlainChannel.OfSocket(_socket.Descriptor), new RelayPolicy());
        _ = relay.Run();
        Assert.Equal(Constants.ECONNRESET, relay.SocketFault);
        _ = Libc.Close(reader);
        _ = Libc.Close(writer);
    }

    [Fact]
    public void A_reset_after_the_peers_end_is_an_error_of_the_socket()
    {
        _peer.FinishSending();
        Assert.Equal(0, Libc.Pipe(out int reader, out int writer));
        using Relay relay = new(PlainChannel.Of(reader), PlainChannel.Of(_nowhere), PlainChannel.OfSocket(_socket.Descriptor), new RelayPolicy())
        {
            ExplainsFaults = true,
            OnEvent = moment =>
            {
                // The relay has read the end of the peer's data; the peer now closes, and the next write fails.
                Assert.Equal(RelayEvent.PeerEnded, moment);
                _peer.Abort();
                _ = Libc.Write(writer, "late"u8);
            },
        };
        _ = relay.Run();
        Assert.Contains(relay.SocketFault, new[] { Constants.ECONNRESET, Constants.EPIPE });
        _ = Libc.Close(reader);
        _ = Libc.Close(writer);
    }

    [Theory]
    [InlineData(false, Constants.ECONNRESET)]
    [InlineData(true, Constants.EPIPE)]
    public void An_error_that_only_splice_saw_is_kept(bool peerEndedBefore, int errno)
    {
        if (peerEndedBefore)
        {
            _peer.FinishSending();
            Assert.Equal(0, _socket.Receive(new byte[1], out _));
        }

        _peer.Abort();
        var slots = new PollSlot[2];
        slots[0].Watch(_socket.Descriptor, 0);
        Assert.Equal(1, Libc.Poll(slots.AsSpan(0, 1), 20_000));
        Assert.Equal(0, Libc.Pipe(out int reader, out int writer));
        _ = Libc.Write(writer, "late"u8);
        using Lane lane = new(PlainChannel.Of(reader), PlainChannel.OfSocket(_socket.Descriptor), Movers.Outbound(PlainChannel.Of(reader), PlainChannel.OfSocket(_socket.Descriptor), new RelayPolicy(), null, null), endless: false);
        lane.Arm(ref slots[0], ref slots[1]);
        _ = Libc.Poll(slots, 0);
        Assert.Equal(1, lane.Fill(slots[0]));
        lane.Drain();
        Assert.True(lane.SinkOpen);
        Assert.Equal(0, Libc.GetOption(_socket.Descriptor, Constants.SOL_SOCKET, Constants.SO_ERROR, out int left));
        Assert.Equal(0, left);
        lane.LoseSink(0);
        Assert.Equal(errno, lane.SinkFault);
        _ = Libc.Close(reader);
        _ = Libc.Close(writer);
    }

    [Fact]
    public void A_full_disk_is_an_error_of_the_output()
    {
        _ = _peer.Send("too much"u8);
        _peer.FinishSending();
        using FileStream input = File.OpenRead("/dev/null");
        int full = Libc.Open("/dev/full", Constants.O_WRONLY);
        using Relay relay = new(PlainChannel.Of((int)input.SafeFileHandle.DangerousGetHandle()), PlainChannel.Of(full), PlainChannel.OfSocket(_socket.Descriptor), new RelayPolicy());
        _ = relay.Run();
        Assert.Equal("No space left on device", SystemError.Text(relay.OutputFault));
        Assert.Equal(0, relay.Received);
        _ = Libc.Close(full);
    }

    [Fact]
    public void A_directory_is_an_error_of_the_input()
    {
        _peer.FinishSending();
        int directory = Libc.Open("/", Constants.O_RDONLY);
        using Relay relay = new(PlainChannel.Of(directory), PlainChannel.Of(_nowhere), PlainChannel.OfSocket(_socket.Descriptor), new RelayPolicy());
        _ = relay.Run();
        Assert.Equal("Is a directory", SystemError.Text(relay.InputFault));
        _ = Libc.Close(directory);
    }

    private Relay Over(FileStream input, RelayPolicy policy, Action<RelayEvent>? watcher = null)
        => new(PlainChannel.Of((int)input.SafeFileHandle.DangerousGetHandle()), PlainChannel.Of(_nowhere), PlainChannel.OfSocket(_socket.Descriptor), policy) { OnEvent = watcher };
}
