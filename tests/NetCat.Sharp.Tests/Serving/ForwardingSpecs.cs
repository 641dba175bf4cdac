using System;
using System.Collections.Generic;
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

/// <summary>Clients of one listener, each with its own connection to the target, in one loop.</summary>
public sealed class ForwardingSpecs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Each_direction_arrives_whole_and_half_closes_by_itself()
    {
        using Socket target = ForwardingRig.Listener();
        using var rig = new ForwardingRig(ForwardingRig.To(target));
        SeededRandom random = new(18);
        byte[] there = random.Bytes(3_000_000);
        byte[] back = random.Bytes(2_000_000);
        using Socket client = await rig.Connect();
        using Socket served = await target.AcceptAsync();
        await Task.WhenAll(SendAll(client, there), Task.Run(async () => Assert.Equal(there, await ReadAll(served))));
        await Task.WhenAll(SendAll(served, back), Task.Run(async () => Assert.Equal(back, await ReadAll(client))));
        await Until.Holds(() => rig.Reports.Count == 1);
        Assert.Equal(new ForwardingRig.Ended(RelayEnd.BothDrained, back.Length, there.Length, 0), rig.Reports.First());
    }

    [Fact]
    public async Task A_client_of_a_target_that_refuses_is_reset()
    {
        int port;
        using (Socket gone = ForwardingRig.Listener())
        {
            port = ForwardingRig.PortOf(gone);
        }

        using var rig = new ForwardingRig(new ForwardOptions(new ForwardTarget("127.0.0.1", port, "")));

        // The reset may arrive before connect(2) has returned.
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using Socket client = await rig.Connect();
            _ = await client.ReceiveAsync(new byte[1]);
        });
        await Until.Holds(() => rig.Reports.Count == 1);
        Assert.Equal(Constants.ECONNREFUSED, rig.Reports.First().Errno);

        // The target listens again: the next client reaches it.
        using var target = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        target.Bind(new IPEndPoint(IPAddress.Loopback, port));
        target.Listen();
        using Socket next = await rig.Connect();
        using Socket served = await target.AcceptAsync();
        await SendAll(next, [1, 2, 3]);
        Assert.Equal([1, 2, 3], await ReadAll(served));
    }

    [Fact]
    public async Task A_target_that_answers_late_is_connected_when_it_does()
    {
        using Socket target = ForwardingRig.Listener(backlog: 0);
        using Socket queued = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await queued.ConnectAsync(target.LocalEndPoint!);
        using var rig = new ForwardingRig(ForwardingRig.To(target));
        using Socket client = await rig.Connect();
        await SendAll(client, [1, 2, 3]);

        // The accept queue is full, so the kernel drops the SYN of the forwarder and the forwarder's kernel repeats it.
        await Until.Holds(() => SocketRow.In("tcp").Any(row => row.State == "SYN_SENT" && row.Remote.Port == ForwardingRig.PortOf(target)));
        using Socket first = await target.AcceptAsync();
        using Socket served = await target.AcceptAsync().WaitAsync(s_patience);
        Assert.Equal([1, 2, 3], await ReadAll(served).WaitAsync(s_patience));
    }

    [Fact]
    public async Task Clients_beyond_the_limit_wait_until_one_has_left()
    {
        using Socket target = ForwardingRig.Listener();
        using var rig = new ForwardingRig(ForwardingRig.To(target) with { Limit = new ClientLimit(2) });
        using Socket first = await rig.Connect();
        using Socket second = await rig.Connect();
        using Socket third = await rig.Connect();
        await Until.Holds(() => rig.Count == 2);
        using Socket one = await target.AcceptAsync();
        using Socket two = await target.AcceptAsync();
        Assert.False(target.Poll(0, SelectMode.SelectRead));
        first.Dispose();
        one.Dispose();
        using Socket three = await target.AcceptAsync();
        await SendAll(third, [3]);
        Assert.Equal([3], await ReadAll(three));
    }

    [Fact]
    public async Task A_silent_client_and_one_that_never_reads_delay_no_other()
    {
        using Socket target = ForwardingRig.Listener();
        using var rig = new ForwardingRig(ForwardingRig.To(target));
        using Socket silent = await rig.Connect();
        using Socket silentServed = await target.AcceptAsync();
        using Socket deaf = await rig.Connect();
        using Socket deafServed = await target.AcceptAsync();
        Task flood = deafServed.SendAsync(new byte[64 << 20]);
        for (int i = 0; i < 20; i++)
        {
            using Socket client = await rig.Connect();
            using Socket served = await target.AcceptAsync();
            await SendAll(client, [(byte)i]);
            Assert.Equal([(byte)i], await ReadAll(served));
        }

        Assert.False(flood.IsCompleted);
        deaf.Close();
        await Assert.ThrowsAsync<SocketException>(() => flood);
    }

    [Fact]
    public async Task A_thousand_connections_that_close_at_once_are_all_removed()
    {
        using Socket target = ForwardingRig.Listener(backlog: 4096);
        using var rig = new ForwardingRig(ForwardingRig.To(target));
        for (int round = 0; round < 10; round++)
        {
            List<Socket> clients = [];
            for (int i = 0; i < 100; i++)
            {
                clients.Add(await rig.Connect());
            }

            clients.ForEach(static client => client.Close());
            for (int i = 0; i < 100; i++)
            {
                (await target.AcceptAsync()).Close();
            }
        }

        await Until.Holds(() => rig.Reports.Count == 1000);
        Assert.Equal(0, rig.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_unix_target_is_reached_by_path_and_by_name(bool isAbstract)
    {
        using var scratch = new Scratch();
        string path = isAbstract ? "@ncsharp-" + Guid.NewGuid() : scratch.Path("target");
        using var target = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        target.Bind(new UnixDomainSocketEndPoint(isAbstract ? "\0" + path[1..] : path));
        target.Listen(1);
        using var rig = new ForwardingRig(new ForwardOptions(ForwardTarget.Parse("unix:" + path)!));

        // More than the backlog: connect(2) of a Unix socket then fails with EAGAIN and is retried.
        List<Socket> clients = [];
        for (byte i = 0; i < 10; i++)
        {
            clients.Add(await rig.Connect());
            await SendAll(clients[i], [i]);
        }

        HashSet<byte> seen = [];
        for (int i = 0; i < 10; i++)
        {
            using Socket served = await target.AcceptAsync();
            seen.Add(Assert.Single(await ReadAll(served)));
        }

        Assert.Equal(10, seen.Count);
        clients.ForEach(static client => client.Dispose());
    }

    [Fact]
    public async Task A_target_name_is_looked_up()
    {
        using Socket target = ForwardingRig.Listener();
        using var rig = new ForwardingRig(new ForwardOptions(new ForwardTarget("localhost", ForwardingRig.PortOf(target), "")));
        using Socket client = await rig.Connect();
        using Socket served = await target.AcceptAsync();
        await SendAll(client, [7]);
        Assert.Equal([7], await ReadAll(served));
    }

    [Theory]
    [InlineData("example.org:80", "example.org", 80, "")]
    [InlineData("[::1]:9", "::1", 9, "")]
    [InlineData("unix:/run/x", "", 0, "/run/x")]
    [InlineData("unix:@x", "", 0, "@x")]
    public void A_target_is_parsed_and_formatted(string text, string host, int port, string path)
    {
        Assert.Equal(new ForwardTarget(host, port, path), ForwardTarget.Parse(text));
        Assert.Equal(text, ForwardTarget.Parse(text)!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("host")]
    [InlineData(":80")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("::1:80")]
    [InlineData("[::1]")]
    [InlineData("[host]:80")]
    [InlineData("unix:")]
    public void Any_other_text_is_not_a_target(string text) => Assert.Null(ForwardTarget.Parse(text));

    internal static async Task SendAll(Socket socket, byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent));
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    internal static async Task<byte[]> ReadAll(Socket socket)
    {
        List<byte> all = [];
        byte[] into = new byte[65536];
        for (int taken; (taken = await socket.ReceiveAsync(into)) > 0;)
        {
            all.AddRange(into.AsSpan(0, taken));
        }

        return [.. all];
    }
}
