using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using NetCat.Sharp.Native;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The output of --events, read with .NET's JSON reader.</summary>
public sealed class EventSpecs
{
    private static readonly DateTime s_started = DateTime.UtcNow;

    [NativeFact]
    public async Task Both_ends_of_a_session_report_the_same()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("printf back | $NC -lvnN --events events 127.0.0.1 0", scratch);
        _ = await Pipeline.Run("echo hello | $NC -N --events fd:5 127.0.0.1 $PORT 5>client", scratch, listener.Port);
        Assert.Equal("hello\n", await listener.End());
        JsonElement[] theirs = Events(scratch, "events");
        JsonElement[] ours = Events(scratch, "client");
        Assert.Equal(["closed", "connected", "eof", "eof", "listening", "ready"], theirs.Select(Name).Order());
        Assert.Equal(["closed", "connected", "eof", "eof"], ours.Select(Name).Order());
        JsonElement end = theirs[^1];
        Assert.Equal((4, 6, "done"), (Number(end, "sent"), Number(end, "received"), Text(end, "reason")));
        Assert.Equal((6, 4), (Number(ours[^1], "sent"), Number(ours[^1], "received")));
        Assert.Equal(listener.Port, Number(end.GetProperty("local"), "port"));
        Assert.Equal(end.GetProperty("local").GetRawText(), ours[0].GetProperty("remote").GetRawText());
        Assert.Equal(end.GetProperty("remote").GetRawText(), ours[0].GetProperty("local").GetRawText());
        Assert.Equal("127.0.0.1", Text(ours[0], "host"));
        Assert.Equal(["peer", "stdin"], ours.Where(static one => Name(one) == "eof").Select(static one => Text(one, "from")).Order());
    }

    [NativeFact]
    public async Task A_UDP_listener_names_its_first_sender()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -luvn -w 1 --events events 127.0.0.1 0 </dev/null", scratch);
        _ = await Pipeline.Run("printf hello >/dev/udp/127.0.0.1/$PORT", scratch, listener.Port);
        Assert.Equal("hello", await listener.End());
        JsonElement[] events = Events(scratch, "events");
        Assert.Equal(["listening", "ready", "first-datagram", "connected", "eof", "timeout", "closed"], events.Select(Name));
        Assert.Equal(events[3].GetProperty("remote").GetRawText(), events[2].GetProperty("remote").GetRawText());
        Assert.Equal(("idle", "idle-timeout", 5), (Text(events[5], "limit"), Text(events[6], "reason"), Number(events[6], "received")));
        Assert.True(events[6].GetProperty("duration").GetDouble() is >= 1 and < 20);
    }

    [NativeTheory]
    [InlineData("-z 127.0.0.1 1", "refused ECONNREFUSED")]
    [InlineData("-z nowhere.invalid 1", "error EAI_NONAME")]
    [InlineData("-z -s 192.0.2.1 127.0.0.1 1", "error EADDRNOTAVAIL")]
    [InlineData("-l 192.0.2.1 1", "error EADDRNOTAVAIL")]
    [InlineData("-U nowhere", "error ENOENT")]
    [InlineData("-lU nowhere/socket", "error ENOENT")]
    public async Task A_failure_has_its_name(string arguments, string expected)
    {
        using Scratch scratch = new();
        _ = await Pipeline.Run($"! $NC {arguments} --events=events 2>/dev/null", scratch);
        JsonElement last = Events(scratch, "events")[^1];
        Assert.Equal(expected, $"{Name(last)} {Text(last, "errno")}");
        Assert.NotEmpty(Text(last, "text"));
    }

    [NativeFact]
    public async Task A_path_of_odd_bytes_gives_valid_JSON()
    {
        using Scratch scratch = new();
        await using Pipeline listener = Pipeline.Start("$NC -luU --events events -W 1 ./socket </dev/null", scratch);
        Assert.True(await Ports.Taken([], scratch.Root));
        byte[] path = [.. Encoding.UTF8.GetBytes(scratch.Path("a\"")), 0x80, (byte)'\n'];
        int client = Libc.Socket(Constants.AF_UNIX, Constants.SOCK_DGRAM, 0);
        Assert.Equal(0, Libc.Bind(client, new SockAddr([Constants.AF_UNIX, 0, .. path, 0])));
        Assert.Equal(1, Libc.SendTo(client, "x"u8, new SockAddr([Constants.AF_UNIX, 0, .. Encoding.UTF8.GetBytes(scratch.Path("socket")), 0])));
        _ = await listener.End();
        _ = Libc.Close(client);

        // .NET cannot remove it: its name is not valid UTF-8.
        _ = await Pipeline.Run("rm a*", scratch);
        JsonElement first = Events(scratch, "events").First(static one => Name(one) == "first-datagram");
        Assert.Equal(Convert.ToHexStringLower(path), Text(first.GetProperty("remote"), "bytes"));
    }

    [NativeTheory]
    [InlineData("nowhere/events", "nc: nowhere/events: No such file or directory")]
    [InlineData("fd:1", "nc: events fd too small: 1")]
    [InlineData("fd:x", "nc: events fd invalid: x")]
    [InlineData("fd:77", "nc: events fd 77: Bad file descriptor")]
    public async Task If_no_event_can_be_written_nc_does_not_start(string target, string line)
    {
        using Scratch scratch = new();
        Assert.Equal($"{line}\n1\n", await Pipeline.Run($"$NC --events {target} -l 127.0.0.1 0 2>&1 || echo $?", scratch));
    }

    [NativeFact]
    public async Task A_full_disk_gives_one_line_and_the_transfer_continues()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0 </dev/null", scratch);
        string said = await Pipeline.Run("echo hello | $NC -N --events /dev/full 127.0.0.1 $PORT 2>&1", scratch, listener.Port);
        Assert.Equal("nc: events: No space left on device\n", said);
        Assert.Equal("hello\n", await listener.End());
    }

    [NativeFact("strace")]
    public async Task Each_event_is_one_write_and_is_appended()
    {
        using Scratch scratch = new();
        await File.WriteAllTextAsync(scratch.Path("events"), "{\"event\":\"earlier\"}\n");
        _ = await Pipeline.Run("! strace -o trace -e trace=write,openat " + NativeProgram.Path +
            " -z --events events 127.0.0.1 1 2 3", scratch);
        Assert.Equal(["earlier", "refused", "refused", "refused"], Events(scratch, "events").Select(Name));
        string[] trace = await File.ReadAllLinesAsync(scratch.Path("trace"));
        Assert.Equal(3, trace.Count(static call => call.StartsWith("write(", StringComparison.Ordinal)));
        Assert.Contains(trace, static call => call.Contains("\"events\"", StringComparison.Ordinal) && call.Contains("O_APPEND", StringComparison.Ordinal));
    }

    internal static JsonElement[] Events(Scratch scratch, string file)
    {
        JsonElement[] events = [.. File.ReadLines(scratch.Path(file)).Select(static line => JsonSerializer.Deserialize<JsonElement>(line))];
        foreach (JsonElement time in events.Where(static one => one.TryGetProperty("time", out _)).Select(static one => one.GetProperty("time")))
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", time.GetString());
            Assert.InRange(time.GetDateTime(), s_started.AddMinutes(-1), DateTime.UtcNow.AddMinutes(1));
        }

        return events;
    }

    internal static string Name(JsonElement one) => Text(one, "event");

    internal static string Text(JsonElement one, string field) => one.GetProperty(field).GetString()!;

    internal static long Number(JsonElement one, string field) => one.GetProperty(field).GetInt64();
}
