using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--udp-connect=never: one socket for all senders; replies go to the most recent sender.</summary>
public sealed class UdpConnectSpecs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [NativeTheory]
    [InlineData("-lu")]
    [InlineData("-luk")]
    public async Task All_senders_are_received_and_the_latest_is_answered(string options)
    {
        using Scratch scratch = new();
        await using Pipeline listener = Pipeline.Start($"exec $NC {options} --udp-connect=never --port-file port 127.0.0.1 0", scratch);
        await listener.Type("typed before the first datagram");
        await Until.Holds(() => File.Exists(scratch.Path("port")));
        using Socket one = await Caller(scratch);
        using Socket other = await Caller(scratch);
        Assert.Equal("typed before the first datagram\n", await Said(listener, one, "one"));
        Assert.Equal("to the other\n", await Said(listener, other, "other", "to the other"));
        Assert.Equal("to the other again\n", await Said(listener, other, null, "to the other again"));
        Assert.Equal("to one\n", await Said(listener, one, "one again", "to one"));
        Assert.Equal(0, one.Available);
        Assert.Equal(0, other.Available);
    }

    [NativeFact]
    public async Task A_flood_of_many_senders_is_received_whole()
    {
        using Scratch scratch = new();
        await using Pipeline listener = Pipeline.Start("$NC -lu --udp-connect=never -w 1 --port-file port 127.0.0.1 0 </dev/null", scratch);
        await Until.Holds(() => File.Exists(scratch.Path("port")));
        for (int i = 0; i < 20; i++)
        {
            using Socket caller = await Caller(scratch);
            for (int j = 0; j < 5; j++)
            {
                _ = await caller.SendAsync("0123456789"u8.ToArray());
            }
        }

        Assert.Equal(20 * 5 * 10, (await listener.End()).Length);
    }

    [NativeFact]
    public async Task First_is_the_same_as_no_option()
    {
        using Scratch scratch = new();
        await using Pipeline listener = Pipeline.Start("exec $NC -lu --udp-connect=first --port-file port 127.0.0.1 0", scratch);
        await Until.Holds(() => File.Exists(scratch.Path("port")));
        using Socket one = await Caller(scratch);
        using Socket other = await Caller(scratch);
        Assert.Equal("welcome\n", await Said(listener, one, "one", "welcome"));
        _ = await other.SendAsync("other"u8.ToArray());
        _ = await Assert.ThrowsAsync<SocketException>(async () => await other.ReceiveAsync(new byte[10]).WaitAsync(s_patience));
    }

    [NativeTheory]
    [InlineData("--udp-connect=always -lu 127.0.0.1 0", "nc: udp-connect invalid: always")]
    [InlineData("--udp-connect=never -l 127.0.0.1 0", "nc: must use -u with --udp-connect")]
    [InlineData("--udp-connect=first -luk 127.0.0.1 0", "nc: cannot use --udp-connect=first and -k")]
    [InlineData("--udp-connect=never -luC 127.0.0.1 0", "nc: cannot use --udp-connect=never, -l and -C")]
    public async Task Bad_values_are_one_line_and_exit_status_1(string arguments, string line)
    {
        using Scratch scratch = new();
        Assert.Equal($"{line}\n1\n", await Pipeline.Run($"$NC {arguments} 2>&1; echo $?", scratch));
    }

    private static async Task<Socket> Caller(Scratch scratch)
    {
        Socket caller = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await caller.ConnectAsync(IPAddress.Loopback, int.Parse(await File.ReadAllTextAsync(scratch.Path("port")), CultureInfo.InvariantCulture));
        return caller;
    }

    /// <summary>A peer sends a line, which the listener prints; another line is typed, and the peer receives it.</summary>
    private static async Task<string> Said(Pipeline listener, Socket caller, string? says, string? typed = null)
    {
        if (says is not null)
        {
            _ = await caller.SendAsync(Encoding.ASCII.GetBytes(says + "\n"));
            Assert.Equal([says], await listener.ReadLines(1));
        }

        if (typed is not null)
        {
            await listener.Type(typed);
        }

        using CancellationTokenSource limit = new(s_patience);
        byte[] told = new byte[100];
        int length = await caller.ReceiveAsync(told, SocketFlags.None, limit.Token);
        return Encoding.ASCII.GetString(told, 0, length);
    }
}
