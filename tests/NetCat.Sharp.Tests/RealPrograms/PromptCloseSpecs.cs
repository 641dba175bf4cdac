using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetCat.Sharp.Proxies;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// nc does nothing slow between connect(2) and close(2) or the first read: otherwise a server that sends first would see a reset.
/// </summary>
public sealed class PromptCloseSpecs
{
    private const string Socks = "printf '\\x05\\x00\\x05\\x00\\x00\\x01\\x00\\x00\\x00\\x00\\x00\\x00' | ";

    [NativeTheory("strace", "nc.openbsd")]
    [InlineData("</dev/null ", "-z 127.0.0.1 $PORT")]
    [InlineData("</dev/null ", "-vz 127.0.0.1 $PORT")]
    [InlineData("</dev/null ", "-vz localhost $PORT")]
    [InlineData("</dev/null ", "-vz --retry 5 --events events 127.0.0.1 $PORT")]
    [InlineData("</dev/null ", "-vz --events events 127.0.0.1 $PORT 1")]
    [InlineData(Socks, "-vz -x 127.0.0.1:$PORT 192.0.2.1 80")]
    public async Task The_socket_is_closed_at_once_after_the_connect(string server, string arguments)
    {
        string[] calls = await Calls(server, arguments);
        int connected = Array.FindLastIndex(calls, static call => call.StartsWith("connect(", StringComparison.Ordinal) && call.Contains("sin_port", StringComparison.Ordinal) && !call.Contains("htons(1)", StringComparison.Ordinal));
        string socket = calls[connected]["connect(".Length..].Split(',')[0];
        int closed = Array.FindIndex(calls, connected, call => call.StartsWith($"close({socket})", StringComparison.Ordinal));
        string[] between = calls[(connected + 1)..closed];
        Assert.All(between, static call => Assert.Matches("^(connect|poll|getsockopt|getsockname|getpeername|read|write)\\(", call));
        Assert.DoesNotContain(between, call => call.StartsWith("write(", StringComparison.Ordinal) && !call.StartsWith($"write({socket},", StringComparison.Ordinal));
        Assert.Contains(calls[closed..], call => !arguments.Contains('v', StringComparison.Ordinal) || call.Contains("Connection to", StringComparison.Ordinal));
    }

    [NativeFact("strace", "nc.openbsd")]
    public async Task A_session_starts_at_once_after_the_connect()
    {
        string[] calls = await Calls("</dev/null ", "-v 127.0.0.1 $PORT");
        int connected = Array.FindLastIndex(calls, static call => call.StartsWith("connect(", StringComparison.Ordinal) && call.Contains("sin_port", StringComparison.Ordinal));
        int waits = Array.FindIndex(calls, connected, static call => call.StartsWith("poll(", StringComparison.Ordinal) && call.Contains("POLLRDHUP", StringComparison.Ordinal));
        Assert.DoesNotContain(calls[connected..waits], static call => call.StartsWith("open", StringComparison.Ordinal) || call.StartsWith("socket(", StringComparison.Ordinal));
    }

    private static async Task<string[]> Calls(string server, string arguments)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        await using Pipeline listener = Pipeline.Start($"{server}nc.openbsd -lN 127.0.0.1 $PORT", scratch, port);
        await Ports.ListenedAt(port);
        _ = await Pipeline.Run($"strace -o trace {NativeProgram.Path} {arguments} </dev/null 2>&1 || true", scratch, port);
        return [.. File.ReadLines(scratch.Path("trace")).SkipWhile(static call => !call.Contains("sin_port", StringComparison.Ordinal))];
    }
}
