using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A loop that serves several clients waits for none of them, nor for a name server, a reader or a file.</summary>
public sealed class NothingWaitsSpecs
{
    private const int Clients = 20;
    private const string Await = "until [ -s port ]; do sleep 0.01; done; ";

    /// <summary>A name server that receives queries and never replies.</summary>
    private const string Silent = "ip link set lo up; echo nameserver 127.0.0.1 >resolv; mount --bind resolv /etc/resolv.conf; " +
        "nc.openbsd -luk 127.0.0.1 53 </dev/null >/dev/null & server=$!; until grep -q :0035 /proc/net/udp; do sleep 0.01; done; ";

    [NativeFact("unshare", "nc.openbsd")]
    public async Task A_silent_name_server_delays_no_client_and_the_lines_keep_their_order()
    {
        using Scratch scratch = new();
        string inside = Silent + "$NC -lvk --port-file port 127.0.0.1 0 --exec cat 2>told & nc=$!; " + Await +
            $"begin=$(date +%s%N); for i in $(seq {Clients}); do echo hello | $NC -N -s 127.0.1.$i 127.0.0.1 $(cat port); done; echo $((($(date +%s%N) - begin) / 1000000)); " +
            $"until [ $(grep -c received told) = {Clients} ]; do sleep 0.01; done; kill $nc $server";
        string[] lines = (await Pipeline.Run($"export NC; unshare -rnm bash -c '{inside}'", scratch)).TrimEnd('\n').Split('\n');
        Assert.Equal(Enumerable.Repeat("hello", Clients), lines[..^1]);

        // If each client had to wait for the one before it, each would take half a second.
        Assert.InRange(int.Parse(lines[^1], null), 0, (Clients - 1) * 500 / 2);
        Assert.Equal(
            Enumerable.Range(1, Clients).Select(static i => $"127.0.1.{i}"),
            File.ReadLines(scratch.Path("told")).Where(static line => line.StartsWith("Connection received on ", StringComparison.Ordinal)).Select(static line => line.Split(' ')[3]));
    }

    [NativeFact]
    public async Task A_name_that_is_known_is_printed()
    {
        using Scratch scratch = new();
        string line = "$NC -lvk --port-file port 127.0.0.1 0 --exec cat 2>told & nc=$!; " + Await +
            "for i in 1 2; do echo hello | $NC -N 127.0.0.1 $(cat port); done; until [ $(grep -c received told) = 2 ]; do sleep 0.01; done; kill $nc; grep received told | cut -d' ' -f1-4";
        string name = (await Pipeline.Run("getent hosts 127.0.0.1 | awk '{print $2}'", scratch)).Trim();
        Assert.Equal($"hello\nhello\nConnection received on {name}\nConnection received on {name}\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory("unshare", "nc.openbsd")]
    [InlineData("-N", "")]
    [InlineData("", "--exec cat")]
    public async Task Lists_are_read_again_while_a_client_is_served(string options, string program)
    {
        using Scratch scratch = new();
        string inside = Silent + $"echo 127.0.0.1 >list; echo back >back; $NC -lk {options} --allow-file list --port-file port 127.0.0.1 0 {program} <back & nc=$!; " + Await +
            "echo host.example >>list; kill -HUP $(pgrep -P $nc); begin=$(date +%s%N); echo hello | $NC -N 127.0.0.1 $(cat port) >got; " +
            "echo $((($(date +%s%N) - begin) / 1000000)); cat got >&2; kill $nc $server";
        string[] lines = (await Pipeline.Run($"export NC; unshare -rnm bash -c '{inside}'", scratch)).TrimEnd('\n').Split('\n');
        Assert.InRange(int.Parse(lines[^1], null), 0, 4000);
        Assert.NotEmpty(await File.ReadAllTextAsync(scratch.Path("got")));
    }

    [NativeFact]
    public async Task Events_wait_for_a_reader_and_clients_do_not()
    {
        using Scratch scratch = new();
        string line = "mkfifo fifo; exec 6<>fifo; head -c 65536 /dev/zero >&6; " +
            $"{NativeProgram.Path} -lk --events fifo --port-file port 127.0.0.1 0 --exec cat 6>&- & nc=$!; {Await}" +
            "for i in 1 2 3; do echo hello | $NC -N 127.0.0.1 $(cat port); done; cat fifo >raw 6>&- & cat=$!; until [ -s raw ]; do sleep 0.01; done; exec 6>&-; " +
            "until [ $(tr -d '\\0' <raw | grep -c closed) = 3 ]; do sleep 0.01; done; kill $nc; wait $nc; wait $cat; tr -d '\\0' <raw >events";
        Assert.Equal("hello\nhello\nhello\n", await Pipeline.Run(line + "; true", scratch));
        string[] names = [.. EventSpecs.Events(scratch, "events").Select(EventSpecs.Name)];
        Assert.Equal(["listening", "ready"], names[..2]);
        Assert.Equal(Enumerable.Repeat("closed", 3).Concat(Enumerable.Repeat("connected", 3)), names[2..].Order());
    }

    [NativeFact]
    public async Task Events_beyond_a_mebibyte_are_lost_with_one_line()
    {
        using Scratch scratch = new();
        string line = "mkfifo fifo; exec 6<>fifo; head -c 65536 /dev/zero >&6; " +
            $"{NativeProgram.Path} -z --events fifo 127.0.0.1 1-9000 2>told 6>&- & nc=$!; until [ -s told ]; do sleep 0.01; done; " +
            "cat fifo >raw 6>&- & cat=$!; until [ -s raw ]; do sleep 0.01; done; exec 6>&-; wait $nc; wait $cat; tr -d '\\0' <raw >events; cat told";
        Assert.Equal("nc: events: the reader is too slow, some are lost\n", await Pipeline.Run(line, scratch));
        JsonElement[] events = EventSpecs.Events(scratch, "events");
        Assert.InRange(events.Length, 1000, 8999);
        Assert.InRange(new FileInfo(scratch.Path("events")).Length, 1 << 19, 3 << 20);
    }

    [NativeFact]
    public async Task A_telnet_peer_that_only_negotiates_stops_no_timer()
    {
        using Scratch scratch = new();
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        long start = Stopwatch.GetTimestamp();
        await using Pipeline nc = Pipeline.Start("$NC -t -w 1 127.0.0.1 $PORT </dev/null >got", scratch, ((IPEndPoint)server.LocalEndpoint).Port);
        using Socket peer = await server.AcceptSocketAsync();
        byte[] demands = [.. Enumerable.Repeat(new byte[] { 255, 253, 1 }, 100_000).SelectMany(static one => one)];
        Task sends = Task.Run(async () =>
        {
            try
            {
                while (await peer.SendAsync(demands) > 0)
                {
                }
            }
            catch (SocketException)
            {
            }
        });
        _ = await nc.End();
        await sends;
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 1, 60);
    }

    [NativeFact]
    public async Task Each_demand_gets_its_reply_and_the_input_is_complete()
    {
        using Scratch scratch = new();
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        _ = await Pipeline.Run("seq -f abcdef%.0f 60000 >input", scratch);
        await using Pipeline nc = Pipeline.Start("{ cat input; until [ $(wc -c <got) = 600000 ]; do sleep 0.01; done; } | $NC -tN 127.0.0.1 $PORT >got", scratch, ((IPEndPoint)server.LocalEndpoint).Port);
        using Socket peer = await server.AcceptSocketAsync();
        byte[] demands = [.. Enumerable.Repeat(new byte[] { 255, 253, 1 }, 200_000).SelectMany(static one => one)];
        Task sends = Task.Run(async () =>
        {
            for (int sent = 0; sent < demands.Length;)
            {
                sent += await peer.SendAsync(demands.AsMemory(sent, Math.Min(demands.Length - sent, 30_000)));
            }

            peer.Shutdown(SocketShutdown.Send);
        });
        using MemoryStream got = new();
        using NetworkStream stream = new(peer);
        await stream.CopyToAsync(got).WaitAsync(TimeSpan.FromSeconds(100));
        await sends;
        _ = await nc.End();
        byte[] bytes = got.ToArray();
        int answers = 0;
        var input = new System.Collections.Generic.List<byte>();
        for (int at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == 255)
            {
                Assert.Equal((252, 1), (bytes[at + 1], bytes[at + 2]));
                at += 2;
                answers++;
            }
            else
            {
                input.Add(bytes[at]);
            }
        }

        Assert.True((await File.ReadAllBytesAsync(scratch.Path("input"))).AsSpan().SequenceEqual(input.ToArray()), $"{input.Count} bytes of input");
        Assert.Equal(200_000, answers);
        Assert.Equal(demands.Length, new FileInfo(scratch.Path("got")).Length);
    }
}
