using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--drain sends all data; --strict reports an incomplete transfer as a failure.</summary>
public sealed class WholeTransferSpecs
{
    private const int Megabyte = 1 << 20;

    [NativeTheory]
    [InlineData("", 0)]
    [InlineData("--drain", 8)]
    public async Task A_peer_that_half_closed_gets_all_of_a_pipe_only_with_drain(string options, int megabytes)
    {
        using Scratch scratch = new();
        string line = $"(until [ -e go ]; do sleep 0.01; done; head -c {8 * Megabyte} /dev/zero) | $NC -lvNn {options} 127.0.0.1 0";
        await using Pipeline listener = await Pipeline.Listen(line, scratch);
        using Socket peer = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(IPAddress.Loopback, listener.Port);
        peer.Shutdown(SocketShutdown.Send);
        if (megabytes == 0)
        {
            Assert.Equal(0, await peer.ReceiveAsync(new byte[1]));
        }

        await File.WriteAllTextAsync(scratch.Path("go"), "");
        Assert.Equal(megabytes * (long)Megabyte, await Count(peer));
    }

    /// <summary>An empty datagram ends the data of a UDP peer.</summary>
    [NativeTheory]
    [InlineData("", false)]
    [InlineData("--drain", true)]
    public async Task A_UDP_peer_that_has_ended_gets_the_rest_only_with_drain(string options, bool arrives)
    {
        using Scratch scratch = new();
        string line = $"(until grep -qs '\"from\":\"peer\"' log; do sleep 0.01; done; echo late 2>/dev/null || :) | $NC -lu {options} --events log --port-file port -w 5 127.0.0.1 0";
        await using Pipeline listener = Pipeline.Start(line, scratch);
        using UdpClient peer = new();
        peer.Connect(IPAddress.Loopback, await ExecSpecs.PortOf(scratch));
        _ = await peer.SendAsync("hello"u8.ToArray());
        _ = await peer.SendAsync(ReadOnlyMemory<byte>.Empty);
        if (arrives)
        {
            UdpReceiveResult answer = await peer.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal("late\n"u8, answer.Buffer);
            return;
        }

        Assert.Equal("hello", await listener.End());
        Assert.Equal(0, peer.Available);
    }

    [NativeFact]
    public async Task A_whole_transfer_prints_nothing()
    {
        using Scratch scratch = new();
        string file = scratch.Fill("file", Megabyte, seed: 8);
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn --strict 127.0.0.1 0 </dev/null | cmp - file && echo same", scratch);
        Assert.Equal("0\n", await Pipeline.Run($"$NC -N --strict 127.0.0.1 $PORT <{file} 2>&1; echo $?", scratch, listener.Port));
        Assert.Equal("same\n", await listener.End());
    }

    [NativeTheory]
    [InlineData("--strict", "nc: transfer cut short: Connection reset by peer\n1\n")]
    [InlineData("--strict --exit-codes", "nc: transfer cut short: Connection reset by peer\n7\n")]
    [InlineData("--exit-codes", "7\n")]
    [InlineData("", "0\n")]
    public async Task A_reset_is_a_failure(string options, string output)
    {
        using Scratch scratch = new();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using Pipeline client = Pipeline.Start($"echo x | $NC {options} 127.0.0.1 $PORT 2>&1; echo $?", scratch, port);
        using (Socket peer = await listener.AcceptSocketAsync())
        {
            // Once the client has sent data, its connect has succeeded: a reset before that would be a failed connect, which is silent.
            Assert.Equal(2, await peer.ReceiveAsync(new byte[2]));
            peer.LingerState = new LingerOption(true, 0);
        }

        Assert.Equal(output, await client.End());
    }

    [NativeFact]
    public async Task A_peer_that_leaves_before_it_got_all_is_a_failure()
    {
        using Scratch scratch = new();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using Pipeline client = Pipeline.Start("yes | $NC --strict 127.0.0.1 $PORT 2>&1; echo ${PIPESTATUS[1]}", scratch, port);
        using (Socket peer = await listener.AcceptSocketAsync())
        {
            _ = await peer.ReceiveAsync(new byte[100]);
        }

        string[] said = (await client.End()).Split('\n');
        Assert.StartsWith("nc: transfer cut short: ", said[0], StringComparison.Ordinal);
        Assert.Equal("1", said[1]);
    }

    [NativeFact]
    public async Task Unsent_data_of_a_listener_is_a_failure()
    {
        using Scratch scratch = new();
        string line = $"yes | $NC -l --strict --port-file port 127.0.0.1 0 2>&1 >/dev/null; echo ${{PIPESTATUS[1]}}";
        await using Pipeline listener = Pipeline.Start(line, scratch);
        await Until.Holds(() => File.Exists(scratch.Path("port")));
        using (Socket peer = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await peer.ConnectAsync(IPAddress.Loopback, int.Parse(await File.ReadAllTextAsync(scratch.Path("port")), CultureInfo.InvariantCulture));
            peer.Shutdown(SocketShutdown.Send);
            _ = await Count(peer);
        }

        Assert.Equal("nc: transfer cut short: the peer finished before stdin did\n1\n", await listener.End());
    }

    [NativeFact]
    public async Task An_output_that_cannot_be_written_is_a_failure()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("echo hello | $NC -lvnN 127.0.0.1 0", scratch);
        string line = "$NC --strict --exit-codes 127.0.0.1 $PORT </dev/null 2>&1 >/dev/full; echo $?";
        Assert.Equal("nc: transfer cut short: stdout: No space left on device\n9\n", await Pipeline.Run(line, scratch, listener.Port));
    }

    private static async Task<long> Count(Socket peer)
    {
        byte[] into = new byte[65536];
        long count = 0;
        while (await peer.ReceiveAsync(into) is > 0 and int taken)
        {
            count += taken;
        }

        return count;
    }
}
