using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Native;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tests.Hostile;
using Xunit;

namespace NetCat.Sharp.Tests.Serving;

/// <summary>UDP forwarding through one listener: each peer has its own socket to the target, so that each reply goes to its peer.</summary>
public sealed class DatagramForwardingSpecs
{
    [Theory]
    [InlineData("0.0.0.0", "127.0.0.2")]
    [InlineData("::", "127.0.0.2")]
    [InlineData("::", "::1")]
    public void A_reply_is_sent_from_the_address_that_the_peer_sent_to(string bound, string asked)
    {
        using Socket target = DatagramRig.Bound();
        using var rig = new DatagramRig(DatagramRig.To(target), IPAddress.Parse(bound));
        var address = IPAddress.Parse(asked);
        using var peer = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 20_000 };
        peer.Connect(new IPEndPoint(address, rig.Port));
        peer.Send([7]);
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        Assert.Equal(1, target.ReceiveFrom(new byte[10], ref from));
        target.SendTo([8, 9], from);
        byte[] got = new byte[10];
        Assert.Equal(2, peer.Receive(got));
        Assert.Equal([8, 9], got[..2]);
    }

    [Fact]
    public void A_peer_that_sends_to_two_addresses_gets_the_replies_from_each()
    {
        using Socket target = DatagramRig.Bound();
        using var rig = new DatagramRig(DatagramRig.To(target), IPAddress.Any);
        using Socket peer = DatagramRig.Bound();
        var asked = new EndPoint[3];
        var sessions = new EndPoint[3];
        for (byte i = 0; i < 3; i++)
        {
            asked[i] = new IPEndPoint(IPAddress.Parse($"127.0.0.{i + 1}"), rig.Port);
            _ = peer.SendTo([i], asked[i]);
            sessions[i] = new IPEndPoint(IPAddress.Any, 0);
            _ = target.ReceiveFrom(new byte[10], ref sessions[i]);
        }

        Assert.Equal(3, rig.Count);
        foreach (byte i in (byte[])[1, 2, 0])
        {
            target.SendTo([i], sessions[i]);
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            byte[] got = new byte[10];
            Assert.Equal(1, peer.ReceiveFrom(got, ref from));
            Assert.Equal((i, asked[i]), (got[0], from));
        }
    }

    [Fact]
    public void Each_peer_gets_its_own_answers_and_datagrams_stay_whole()
    {
        using Socket target = DatagramRig.Bound();
        using var rig = new DatagramRig(DatagramRig.To(target));
        Socket[] peers = [.. Enumerable.Range(0, 20).Select(_ => rig.Peer())];
        SeededRandom random = new(7);
        foreach (int length in (int[])[1, 0, 1472, 9000, 60_000, 65_507])
        {
            foreach (Socket peer in peers)
            {
                byte[] sent = random.Bytes(length);
                peer.Send(sent);
                byte[] got = new byte[70_000];
                EndPoint from = new IPEndPoint(IPAddress.Any, 0);
                Assert.Equal(length, target.ReceiveFrom(got, ref from));
                Assert.Equal(sent, got[..length]);
                Array.Reverse(sent);
                target.SendTo(sent, from);
                Assert.Equal(length, peer.Receive(got));
                Assert.Equal(sent, got[..length]);
            }
        }

        Assert.Equal(20, rig.Count);
        Assert.All(rig.Reports, static report => Assert.Equal("began", report));
        Array.ForEach(peers, static peer => peer.Dispose());
    }

    [Fact]
    public async Task A_session_ends_when_it_is_idle_and_a_busy_one_does_not()
    {
        using Socket target = DatagramRig.Bound();
        using var rig = new DatagramRig(DatagramRig.To(target, TimeSpan.FromSeconds(2)));
        using Socket idle = rig.Peer();
        using Socket busy = rig.Peer();
        idle.Send(new byte[3]);
        await Until.Holds(() =>
        {
            busy.Send(new byte[1]);
            return rig.Reports.Any(static report => report == "idle 0 3");
        });
        Assert.Equal(1, rig.Count);
        idle.Send(new byte[3]);
        await Until.Holds(() => rig.Reports.Count(static report => report == "began") >= 3);
    }

    [Fact]
    public async Task Of_the_addresses_of_a_name_the_one_that_answers_is_used()
    {
        using Socket target = DatagramRig.Bound();
        using var rig = new DatagramRig(DatagramRig.To(target, host: "localhost"));
        using Socket peer = rig.Peer();
        peer.Send("hello"u8);
        byte[] got = new byte[10];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        Assert.Equal(5, target.ReceiveFrom(got, ref from));
        target.SendTo("there"u8, from);
        Assert.Equal(5, peer.Receive(got));
        Assert.Equal("there"u8.ToArray(), got[..5]);
        await Until.Holds(() => rig.Count == 1);
    }

    [Fact]
    public async Task A_target_that_goes_away_and_comes_back_serves_the_same_session()
    {
        Socket target = DatagramRig.Bound();
        int port = DatagramRig.PortOf(target);
        using var rig = new DatagramRig(DatagramRig.To(target));
        using Socket peer = rig.Peer();
        peer.Send(new byte[1]);
        target.Receive(new byte[10]);
        target.Dispose();
        await Until.Holds(() =>
        {
            peer.Send(new byte[2]);
            return rig.Reports.Contains($"refused {Constants.ECONNREFUSED}");
        });
        using Socket again = DatagramRig.Bound(port);
        peer.Send(new byte[7]);
        byte[] got = new byte[10];
        await Until.Holds(() => again.Receive(got) == 7);
        Assert.Equal(1, rig.Reports.Count(static report => report == "began"));
    }

    [Fact]
    public async Task Beyond_the_limit_datagrams_are_dropped_until_a_session_has_ended()
    {
        using Socket target = DatagramRig.Bound();
        using var rig = new DatagramRig(DatagramRig.To(target, TimeSpan.FromSeconds(2)) with { Limit = new ClientLimit(1) });
        using Socket one = rig.Peer();
        using Socket two = rig.Peer();
        one.Send(new byte[1]);
        await Until.Holds(() => rig.Count == 1);
        two.Send(new byte[2]);
        two.Send(new byte[2]);
        await Until.Holds(() => rig.Reports.Contains("full"));
        await Until.Holds(() => rig.Count == 0);
        two.Send(new byte[3]);
        await Until.Holds(() => rig.Count == 1);
        byte[] got = new byte[10];
        Assert.Equal(1, target.Receive(got));
        Assert.Equal(3, target.Receive(got));
        Assert.Equal(["began", "full", "idle 0 1", "began"], rig.Reports);
    }

    [Fact]
    public async Task With_ServesOne_the_first_peer_is_the_only_one()
    {
        using Socket target = DatagramRig.Bound();
        using var rig = new DatagramRig(DatagramRig.To(target, TimeSpan.FromSeconds(2)) with { ServesOne = true });
        using Socket one = rig.Peer();
        using Socket two = rig.Peer();
        one.Send(new byte[1]);
        await Until.Holds(() => rig.Count == 1);
        two.Send(new byte[2]);
        await Until.Holds(() => rig.IsOver);
        Assert.Equal(["began", "idle 0 1"], rig.Reports);
    }
}
