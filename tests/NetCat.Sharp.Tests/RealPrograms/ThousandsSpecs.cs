using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Testing;
using NetCat.Sharp.Tests.Async;
using NetCat.Sharp.Tests.Hostile;
using NetCat.Sharp.Tests.Serving;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Thousands of clients of one process: the memory of an idle one, and the resources left after they have ended.</summary>
[Collection(AloneInProcess.Name)]
public sealed class ThousandsSpecs
{
    private const int Idle = 4000;

    /// <summary>The limit of nc's own memory, in KiB, for an idle forwarded connection.</summary>
    private const double MostForEach = 8;

    private const int Receivers = 5000;

    [NativeFact]
    public async Task Idle_forwarded_connections_use_little_memory_and_delay_no_active_one()
    {
        using Scratch scratch = new();
        using Socket target = ForwardingRig.Listener(backlog: 4096);
        string forward = $"ulimit -Sn 100; exec {NativeProgram.Path} -lk --forward 127.0.0.1:{ForwardingRig.PortOf(target)} --port-file port 127.0.0.1 0";
        await using Pipeline nc = Pipeline.Start(forward, scratch);
        IPEndPoint at = await Listening(scratch);
        List<(Socket Client, Socket Served)> pairs = [];
        for (int i = 0; i < 20; i++)
        {
            pairs.Add(await Pair(at, target));
        }

        (int Descriptors, long Kibibytes) before = Held(nc.ProcessId);
        while (pairs.Count < Idle)
        {
            pairs.Add(await Pair(at, target));
        }

        (int Descriptors, long Kibibytes) full = Held(nc.ProcessId);
        Assert.InRange((full.Kibibytes - before.Kibibytes) / (double)(Idle - 20), 0, MostForEach);
        Assert.Equal(2 * (Idle - 20), full.Descriptors - before.Descriptors);
        await Works(pairs[17]);

        // Half of the clients are killed at once; the others are not affected.
        foreach ((Socket client, _) in pairs.Where(static (_, index) => index % 2 == 0))
        {
            client.LingerState = new LingerOption(enable: true, 0);
            client.Close();
        }

        await Works(pairs[19]);
        await Works(await Pair(at, target));
        await Until.Holds(() => Held(nc.ProcessId).Descriptors <= before.Descriptors + Idle + 10);
        pairs.ForEach(static pair => { pair.Client.Close(); pair.Served.Close(); });
        await Until.Holds(() => Held(nc.ProcessId).Descriptors <= before.Descriptors - 38);
    }

    [NativeFact]
    public async Task A_broker_reaches_thousands_of_receivers()
    {
        using Scratch scratch = new();
        await using Pipeline nc = Pipeline.Start($"ulimit -Sn 100; exec {NativeProgram.Path} -lk --broker --port-file port 127.0.0.1 0", scratch);
        IPEndPoint at = await Listening(scratch);
        List<Socket> receivers = [];
        while (receivers.Count < Receivers)
        {
            receivers.Add(Connect(at));
        }

        using Socket sender = Connect(at);
        await Until.Holds(() => Held(nc.ProcessId).Descriptors > Receivers);
        byte[] sent = new SeededRandom(50).Bytes(1000);
        byte[] got = new byte[sent.Length];
        for (int round = 0; round < 3; round++)
        {
            sender.Send(sent);
            foreach (Socket receiver in receivers)
            {
                for (int length = 0; length < got.Length;)
                {
                    int taken = receiver.Receive(got, length, got.Length - length, SocketFlags.None);
                    Assert.NotEqual(0, taken);
                    length += taken;
                }

                Assert.True(sent.AsSpan().SequenceEqual(got));
            }
        }

        receivers.ForEach(static receiver => receiver.Close());
        await Until.Holds(() => Held(nc.ProcessId).Descriptors < 50);
    }

    /// <summary>The limit of descriptors allows for a few that the runtime opens.</summary>
    [NativeFact]
    public async Task Clients_that_are_killed_harm_no_other()
    {
        using Scratch scratch = new();
        string line = "trap 'kill $(jobs -p) 2>/dev/null' EXIT; ready() { until [ -s $1 ]; do sleep 0.01; done; }; " +
            "$NC -lk --port-file far 127.0.0.1 0 --exec cat & ready far; " +
            $"{NativeProgram.Path} -lk --workers 2 --forward 127.0.0.1:$(cat far) --events e --port-file near 127.0.0.1 0 & nc=$!; ready near; ls /proc/$nc/fd | wc -l >before; " +
            $"for i in $(seq 40); do {{ head -c 100000 /dev/zero; until [ -e go ]; do sleep 0.05; done; }} | {NativeProgram.Path} -N 127.0.0.1 $(cat near) >got.$i & " +
            "[ $((i % 2)) = 0 ] && victims=\"$victims $!\" || others=\"$others $!\"; done; " +
            "until [ $(grep -c '\"forwarded\"' e) = 40 ]; do sleep 0.01; done; kill -9 $victims; touch go; wait $others; " +
            "for i in $(seq 1 2 40); do stat -c %s got.$i; done | sort | uniq -c | tr -s ' '; until [ $(grep -c '\"closed\"' e) = 40 ]; do sleep 0.01; done; " +
            "until [ $(ls /proc/$nc/fd | wc -l) -le $(($(cat before) + 5)) ]; do sleep 0.01; done; echo clean";
        Assert.Equal(" 20 100000\nclean\n", await Pipeline.Run(line, scratch));
    }

    private static async Task<IPEndPoint> Listening(Scratch scratch)
    {
        await Until.Holds(() => ProcFile.Text(scratch.Path("port")) is { Length: > 0 });
        return new IPEndPoint(IPAddress.Loopback, int.Parse(File.ReadAllText(scratch.Path("port")), CultureInfo.InvariantCulture));
    }

    private static Socket Connect(IPEndPoint at)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 20_000 };
        client.Connect(at);
        return client;
    }

    /// <summary>Connects a client that sends and receives some bytes.</summary>
    private static async Task<(Socket Client, Socket Served)> Pair(IPEndPoint at, Socket target)
    {
        Socket client = Connect(at);
        Socket served = await target.AcceptAsync();
        served.ReceiveTimeout = 20_000;
        client.Send(new byte[100]);
        Assert.Equal(100, served.Receive(new byte[200]));
        served.Send(new byte[100]);
        Assert.Equal(100, client.Receive(new byte[200]));
        return (client, served);
    }

    /// <summary>Tests that three megabytes arrive complete, and closes both sockets.</summary>
    private static async Task Works((Socket Client, Socket Served) pair)
    {
        byte[] sent = new SeededRandom(9).Bytes(3_000_000);
        byte[] got = new byte[sent.Length];
        Task sending = pair.Client.SendAsync(sent);
        for (int length = 0; length < got.Length;)
        {
            length += await pair.Served.ReceiveAsync(got.AsMemory(length));
        }

        await sending;
        Assert.True(sent.AsSpan().SequenceEqual(got));
        pair.Client.Close();
        pair.Served.Close();
    }

    private static (int Descriptors, long Kibibytes) Held(int process)
    {
        string own = File.ReadLines($"/proc/{process}/status").First(static line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return (Directory.GetFileSystemEntries($"/proc/{process}/fd").Length, long.Parse(own.Split(' ')[^2], CultureInfo.InvariantCulture));
    }
}
