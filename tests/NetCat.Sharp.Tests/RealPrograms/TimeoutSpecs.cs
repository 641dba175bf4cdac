using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Time limits, each alone and with units.</summary>
public sealed class TimeoutSpecs
{
    private const string Over = "nc: total timeout is over\n1\n";

    [NativeTheory]
    [InlineData("-z -w 300ms")]
    [InlineData("-z --connect-timeout 0.3s")]
    [InlineData("--connect-timeout=300ms -w 100")]
    [InlineData("-w 300ms --idle-timeout 100s")]
    public async Task A_connect_without_an_answer_is_given_up(string options)
    {
        using Socket full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using Socket one = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await one.ConnectAsync(full.LocalEndPoint!);
        await After(300, $"$NC {options} 127.0.0.1 $PORT; echo $?", "1\n", ((IPEndPoint)full.LocalEndPoint!).Port);
    }

    [NativeTheory]
    [InlineData("-w 300ms", "idle-timeout")]
    [InlineData("--idle-timeout 300ms", "idle-timeout")]
    [InlineData("-w 100 --idle-timeout .3s", "idle-timeout")]
    [InlineData("--connect-timeout 100s --idle-timeout 300ms", "idle-timeout")]
    public async Task A_silent_peer_is_given_up(string options, string reason)
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0", scratch);
        await After(300, $"$NC {options} --events fd:5 127.0.0.1 $PORT 5>&1", null, listener.Port, scratch);
        JsonElement closed = JsonSerializer.Deserialize<JsonElement>((await System.IO.File.ReadAllLinesAsync(scratch.Path("output")))[^1]);
        Assert.Equal(reason, EventSpecs.Text(closed, "reason"));
        Assert.InRange(closed.GetProperty("duration").GetDouble(), 0.3, 60);
    }

    [NativeTheory]
    [InlineData("-l 127.0.0.1 0")]
    [InlineData("-lu 127.0.0.1 0")]
    [InlineData("-lkU socket")]
    [InlineData("-luk 127.0.0.1 0")]
    public Task A_listener_without_a_client_ends_when_its_time_is_over(string arguments)
        => After(300, $"$NC --total-timeout 300ms {arguments} </dev/null 2>&1; echo $?", Over);

    [NativeTheory]
    [InlineData("-l 127.0.0.1 0")]
    [InlineData("-lk 127.0.0.1 0 --exec true")]
    [InlineData("-lu 127.0.0.1 0")]
    [InlineData("-luk 127.0.0.1 0")]
    [InlineData("-lkU socket")]
    [InlineData("-lvn --allow 127.0.0.2 127.0.0.1 0")]
    public Task A_listener_without_a_client_ends_after_accept_timeout(string arguments)
        => After(300, $"$NC --exit-codes --accept-timeout 300ms {arguments} </dev/null 2>&1 | grep -v ^Listening; echo ${{PIPESTATUS[0]}}", "nc: accept timeout is over\n5\n");

    [NativeFact]
    public async Task Accept_timeout_limits_each_wait_and_no_session()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lkvn --accept-timeout 2s 127.0.0.1 0; echo $?", scratch);
        const string Session = "(echo 1; sleep 1.5; echo 2; sleep 1.5) | $NC -N 127.0.0.1 $PORT";
        Assert.Equal("", await Pipeline.Run(Session + "; " + Session, scratch, listener.Port));
        Assert.EndsWith("1\n2\n1\n2\n1\n", await listener.End());
    }

    [NativeTheory]
    [InlineData("")]
    [InlineData("-w 5")]
    [InlineData("-C")]
    public async Task A_busy_session_ends_when_its_time_is_over(string options)
    {
        using Scratch scratch = new();
        await using Pipeline sender = await Pipeline.Listen("yes | $NC -lvn 127.0.0.1 0", scratch);
        await After(300, $"yes | $NC {options} --total-timeout 300ms --events events 127.0.0.1 $PORT 2>&1 >/dev/null; echo ${{PIPESTATUS[1]}}", Over, sender.Port, scratch);
        JsonElement[] events = EventSpecs.Events(scratch, "events");
        Assert.Equal("total", EventSpecs.Text(events.Single(static one => EventSpecs.Name(one) == "timeout"), "limit"));
        Assert.Contains(events, static one => EventSpecs.Name(one) == "closed" && EventSpecs.Text(one, "reason") == "total-timeout");
    }

    [NativeFact]
    public Task The_exit_status_names_the_timeout()
        => After(300, "$NC --exit-codes --total-timeout 300ms -l 127.0.0.1 0 2>/dev/null; echo $?", "5\n");

    [NativeFact]
    public async Task What_ends_in_time_prints_nothing()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn --total-timeout 1m 127.0.0.1 0 </dev/null", scratch);
        Assert.Equal("", await Pipeline.Run("echo hello | $NC -N --total-timeout=1m localhost $PORT 2>&1", scratch, listener.Port));
        Assert.Equal("hello\n", await listener.End());
    }

    [NativeFact]
    public async Task A_probe_that_is_cut_short_is_no_success()
    {
        using Socket deaf = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await After(300, "$NC -uzv --total-timeout 300ms 127.0.0.1 $PORT 2>&1; echo $?", Over, ((IPEndPoint)deaf.LocalEndPoint!).Port);
    }

    [NativeFact("unshare", "nc.openbsd")]
    public async Task A_dead_name_server_is_bounded_by_the_total_timeout()
    {
        const string Inside = "ip link set lo up; echo nameserver 127.0.0.1 >resolv; mount --bind resolv /etc/resolv.conf; " +
            "nc.openbsd -lu 127.0.0.1 53 </dev/null >/dev/null & server=$!; until grep -q :0035 /proc/net/udp; do sleep 0.01; done; " +
            "$NC --total-timeout 300ms host.example 1 2>&1; echo $?; kill $server";
        await After(300, $"export NC; unshare -rnm bash -c '{Inside}'", Over);
    }

    [NativeFact]
    public async Task A_full_Unix_listener_is_given_up()
    {
        using Scratch scratch = new();
        using Socket full = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        full.Bind(new UnixDomainSocketEndPoint(scratch.Path("full")));
        full.Listen(0);
        using Socket one = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await one.ConnectAsync(new UnixDomainSocketEndPoint(scratch.Path("full")));
        await After(300, "$NC -U --connect-timeout 300ms full 2>&1; echo $?", "nc: full: Connection timed out\n1\n", scratch: scratch);
        await After(300, "$NC -U --total-timeout 300ms full 2>&1; echo $?", Over, scratch: scratch);
    }

    /// <summary>Runs a line, which must take at least this long and less than a minute.</summary>
    private static async Task After(int milliseconds, string line, string? output, int port = 0, Scratch? scratch = null)
    {
        using Scratch own = new();
        Scratch place = scratch ?? own;
        long start = Stopwatch.GetTimestamp();
        string printed = await Pipeline.Run($"({line}) >output; cat output", place, port);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, milliseconds, 60_000);
        Assert.Equal(output ?? printed, printed);
    }
}
