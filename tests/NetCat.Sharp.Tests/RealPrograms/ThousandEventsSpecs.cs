using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Hostile;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A thousand connections of every kind: all their events parse, and the byte counts are those of the test.</summary>
public sealed class ThousandEventsSpecs
{
    private const int Largest = 20_000;

    [NativeFact]
    public async Task Eight_hundred_TCP_clients_some_of_which_reset()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("exec $NC -lkvn --events events 127.0.0.1 0 </dev/null >got", scratch);
        SeededRandom random = new(23);
        Dictionary<int, (int Sent, string Reason)> expected = [];
        for (int i = 0; i < 800; i++)
        {
            using NetSocket client = NetSocket.Connect(SockAddr.From(new IPEndPoint(IPAddress.Loopback, listener.Port)), Transport.Tcp, []);
            bool breaks = i % 7 == 0;
            byte[] bytes = random.Bytes(random.Below(Largest));
            Assert.Equal(bytes.Length, client.Send(bytes));
            expected[client.LocalAddress.Port] = (bytes.Length, breaks ? "reset" : "done");
            if (breaks)
            {
                client.Abort();
            }
            else
            {
                client.FinishSending();
                Assert.True(client.AwaitInput());
                Assert.Equal(0, client.Receive(new byte[1], out _));
            }
        }

        JsonElement[] events = await ClosedOf(scratch, 800);
        Assert.Equal(expected.Values.Sum(static one => one.Sent), new FileInfo(scratch.Path("got")).Length);
        foreach (JsonElement closed in events)
        {
            int port = (int)EventSpecs.Number(closed.GetProperty("remote"), "port");
            Assert.Equal(expected[port], ((int)EventSpecs.Number(closed, "received"), EventSpecs.Text(closed, "reason")));
            Assert.Equal(0, EventSpecs.Number(closed, "sent"));
        }
    }

    [NativeFact]
    public async Task A_hundred_and_fifty_Unix_clients()
    {
        using Scratch scratch = new();
        await using Pipeline listener = Pipeline.Start("exec $NC -lkU --events events ./socket </dev/null >got", scratch);
        SeededRandom random = new(29);
        List<long> expected = [];
        Assert.True(await Ports.Taken([], scratch.Root));
        for (int i = 0; i < 150; i++)
        {
            using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            while (!client.Connected)
            {
                // The path exists a moment before listen(2).
                await Task.Yield();
                await client.TryConnectAsync(new UnixDomainSocketEndPoint(scratch.Path("socket")));
            }

            byte[] bytes = random.Bytes(random.Below(Largest));
            await client.SendAllAsync(bytes);
            expected.Add(bytes.Length);
            await client.EndAsync();
        }

        JsonElement[] events = await ClosedOf(scratch, 150);
        Assert.Equal(expected, events.Select(static one => EventSpecs.Number(one, "received")));
    }

    [NativeFact]
    public async Task Fifty_clients_of_ours_each_way()
    {
        using Scratch scratch = new();
        using Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        server.Listen();
        int port = ((IPEndPoint)server.LocalEndPoint!).Port;
        SeededRandom random = new(31);
        for (int i = 0; i < 50; i++)
        {
            byte[] there = random.Bytes(random.Below(Largest));
            byte[] back = random.Bytes(random.Below(Largest));
            await File.WriteAllBytesAsync(scratch.Path("there"), there);
            Task<string> running = Pipeline.Run("$NC -N --events events 127.0.0.1 $PORT <there >back", scratch, port);
            using (Socket client = await server.AcceptAsync())
            {
                await client.SendAllAsync(back);
                await client.EndAsync();
            }

            _ = await running;
            JsonElement closed = EventSpecs.Events(scratch, "events")[^1];
            Assert.Equal((there.Length, back.Length), (EventSpecs.Number(closed, "sent"), EventSpecs.Number(closed, "received")));
        }
    }

    private static async Task<JsonElement[]> ClosedOf(Scratch scratch, int count)
    {
        _ = await Until.True(
            () => File.ReadLines(scratch.Path("events")).Count(static line => line.Contains("\"closed\"", StringComparison.Ordinal)) >= count,
            TimeSpan.FromSeconds(30));
        JsonElement[] events = EventSpecs.Events(scratch, "events");
        Assert.Equal(count, events.Count(static one => EventSpecs.Name(one) == "connected"));
        Assert.Equal(Enumerable.Range(1, count), events.Where(IsClosed).Select(static one => (int)EventSpecs.Number(one, "connection")));
        return [.. events.Where(IsClosed)];
    }

    private static bool IsClosed(JsonElement one) => EventSpecs.Name(one) == "closed";
}

/// <summary>A client that does not use nc.</summary>
internal static class PlainClient
{
    internal static async Task SendAllAsync(this Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }

    internal static async Task TryConnectAsync(this Socket socket, EndPoint to)
    {
        try
        {
            await socket.ConnectAsync(to);
        }
        catch (SocketException)
        {
            // The listener is not ready; the caller retries.
        }
    }

    /// <summary>Half-closes, and waits until the other end has closed too.</summary>
    internal static async Task EndAsync(this Socket socket)
    {
        socket.Shutdown(SocketShutdown.Send);
        byte[] piece = new byte[1 << 16];
        while (await socket.ReceiveAsync(piece) > 0)
        {
        }
    }
}
