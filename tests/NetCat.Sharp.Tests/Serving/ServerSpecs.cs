using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Native;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tests.Hostile;
using Xunit;

namespace NetCat.Sharp.Tests.Serving;

/// <summary>The public server: forwarding, broker, events, and stopping.</summary>
public sealed class ServerSpecs : IDisposable
{
    private readonly Socket _target = ForwardingRig.Listener();
    private readonly ConcurrentQueue<ServerEvent> _events = new();

    private ServerOptions Forward => new() { Listen = SockAddr.Loopback(), ForwardTo = $"127.0.0.1:{ForwardingRig.PortOf(_target)}", OnEvent = _events.Enqueue };

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Each_client_is_forwarded_and_its_events_add_up(int workers)
    {
        using (Server server = Server.Start(Forward with { Workers = workers }))
        {
            for (int i = 0; i < 20; i++)
            {
                using Socket client = await Connect(server);
                using Socket served = await _target.AcceptAsync();
                byte[] sent = new SeededRandom(i).Bytes(10_000);
                await client.SendAsync(sent);
                client.Shutdown(SocketShutdown.Send);
                Assert.Equal(sent, await Read(served));
                await served.SendAsync(new byte[5]);
                served.Shutdown(SocketShutdown.Send);
                Assert.Equal(5, (await Read(client)).Length);
            }

            await Until.Holds(() => Count(ServerEventKind.Closed) == 20);
        }

        Assert.All(_events.Where(static one => one.Kind == ServerEventKind.Closed), static one => Assert.Equal((5, 10_000, 0), (one.Sent, one.Received, one.Errno)));
        Assert.Equal(Enumerable.Range(1, 20).Select(static number => (long)number), _events.Select(static one => one.Client).Distinct().Order());
        Assert.Equal((20, 20), (Count(ServerEventKind.Connected), Count(ServerEventKind.Forwarded)));
    }

    [Fact]
    public async Task A_target_that_refuses_is_an_event()
    {
        using Server server = Server.Start(Forward with { ForwardTo = "127.0.0.1:1" });

        // The reset may arrive before connect(2) has returned.
        await Assert.ThrowsAsync<SocketException>(async () => _ = await (await Connect(server)).ReceiveAsync(new byte[1]));
        await Until.Holds(() => Count(ServerEventKind.Closed) == 1);
        Assert.Equal(Constants.ECONNREFUSED, _events.Single(static one => one.Kind == ServerEventKind.TargetFailed).Errno);
    }

    [Fact]
    public async Task Small_pieces_do_not_wait_for_acknowledgements()
    {
        using Server server = Server.Start(Forward);
        using Socket client = await Connect(server);
        using Socket served = await _target.AcceptAsync();
        client.NoDelay = served.NoDelay = true;
        byte[] one = new byte[1];
        long begun = Environment.TickCount64;
        for (int i = 0; i < 30; i++)
        {
            // Two writes and a reply: with the Nagle algorithm the second write would wait 40 ms for a delayed acknowledgement.
            await client.SendAsync(one);
            Assert.Equal(1, await served.ReceiveAsync(one));
            await client.SendAsync(one);
            Assert.Equal(1, await served.ReceiveAsync(one));
            await served.SendAsync(one);
            Assert.Equal(1, await client.ReceiveAsync(one));
        }

        Assert.InRange(Environment.TickCount64 - begun, 0, 30 * 40 / 2);
    }

    [Fact]
    public async Task Without_a_target_clients_get_what_others_send()
    {
        using Server server = Server.Start(new ServerOptions { Listen = SockAddr.Loopback(), OnEvent = _events.Enqueue });
        Socket[] clients = [await Connect(server), await Connect(server), await Connect(server)];
        await Until.Holds(() => Count(ServerEventKind.Connected) == 3);
        await clients[0].SendAsync("hello"u8.ToArray());
        foreach (Socket other in clients[1..])
        {
            byte[] got = new byte[10];
            Assert.Equal(5, await other.ReceiveAsync(got));
            Assert.Equal("hello"u8.ToArray(), got[..5]);
        }

        Array.ForEach(clients, static client => client.Dispose());
        await Until.Holds(() => Count(ServerEventKind.Closed) == 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task StopAsync_lets_connections_end_by_themselves(int workers)
    {
        Server server = Server.Start(Forward with { Workers = workers });
        using Socket client = await Connect(server);
        using Socket served = await _target.AcceptAsync();
        Task stopped = server.StopAsync(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (true)
            {
                // The target does not accept a client that connects before the listener is closed; a reset ends it.
                using Socket late = await Connect(server);
                late.LingerState = new LingerOption(enable: true, 0);
            }
        });
        await client.SendAsync(new byte[3]);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(3, (await Read(served)).Length);
        Assert.False(stopped.IsCompleted);
        served.Shutdown(SocketShutdown.Send);
        await stopped.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((0, 3), _events.Where(static one => one.Kind == ServerEventKind.Closed && one.Client == 1).Select(static one => (one.Sent, one.Received)).Single());
        server.Dispose();
    }

    [Fact]
    public async Task An_exception_of_the_receiver_ends_the_server_and_is_that_of_its_completion()
    {
        using Server server = Server.Start(Forward with { OnEvent = static _ => throw new FormatException("no") });
        Task<Socket> client = Connect(server);
        await Assert.ThrowsAsync<FormatException>(() => server.Completion.WaitAsync(TimeSpan.FromSeconds(20)));

        // The reset may arrive before connect(2) has returned.
        _ = await Record.ExceptionAsync(async () => (await client).Dispose());
    }

    [Fact]
    public async Task A_client_that_is_not_admitted_is_closed()
    {
        using Server server = Server.Start(Forward with { Admits = static peer => peer.Port == 0 });
        using Socket client = await Connect(server);
        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
        Assert.Empty(_events);
    }

    [Fact]
    public void Invalid_options_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Server.Start(Forward with { ForwardTo = "nowhere" }));
        Assert.Throws<ArgumentException>(() => Server.Start(new ServerOptions { Listen = SockAddr.Loopback(), Workers = 2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Server.Start(Forward with { Workers = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Server.Start(Forward with { MaxClients = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Forward with { IdleTimeout = TimeSpan.FromSeconds(-2) });
        Assert.Equal("EADDRINUSE", Assert.Throws<NetSocketException>(() => Server.Start(Forward with { Listen = SockAddr.Loopback(ForwardingRig.PortOf(_target)) })).ErrnoName);
    }

    private static async Task<Socket> Connect(Server server)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 20_000 };
        await client.ConnectAsync(server.LocalAddress.ToEndPoint());
        return client;
    }

    private static async Task<byte[]> Read(Socket socket)
    {
        using var all = new System.IO.MemoryStream();
        byte[] into = new byte[65536];
        for (int taken; (taken = await socket.ReceiveAsync(into)) > 0;)
        {
            all.Write(into.AsSpan(0, taken));
        }

        return all.ToArray();
    }

    private int Count(ServerEventKind kind) => _events.Count(one => one.Kind == kind);
}
