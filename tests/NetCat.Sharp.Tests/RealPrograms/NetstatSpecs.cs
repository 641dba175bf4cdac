using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NetCat.Sharp.Commands.CommandLine.Dialects;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The netstat rows while a UDP listener gets its first peer, with ours and with Debian's nc.</summary>
public sealed class NetstatSpecs
{
    private const string Debian = "/usr/bin/nc.openbsd";

    [NativeTheory("nc.openbsd", "netstat")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Netstat_shows_the_same_rows_after_each_stage(string host)
    {
        Demonstration theirs = await Observe(Debian, host);
        Demonstration ours = await Observe(NativeProgram.Path, host);
        Assert.All(theirs.Stages, static rows => Assert.NotEmpty(rows));
        Assert.Equal(theirs.Stages, ours.Stages);
        Assert.Equal(theirs.Heard, ours.Heard);
    }

    [NativeFact("netstat")]
    public async Task A_listener_is_connected_to_its_first_sender()
    {
        Demonstration ours = await Observe(NativeProgram.Path, "127.0.0.1");
        Assert.Equal(["udp 0 0 0.0.0.0:LISTENER 0.0.0.0:*"], ours.Stages[0]);
        Assert.Equal(["udp 0 0 0.0.0.0:LISTENER 0.0.0.0:*", "udp 0 0 127.0.0.1:CLIENT 127.0.0.1:LISTENER ESTABLISHED"], ours.Stages[1]);
        Assert.Equal(
            ["udp 0 0 127.0.0.1:CLIENT 127.0.0.1:LISTENER ESTABLISHED", "udp 0 0 127.0.0.1:LISTENER 127.0.0.1:CLIENT ESTABLISHED"],
            ours.Stages[2]);
        Assert.Equal("hello", ours.Heard);
    }

    private static async Task<Demonstration> Observe(string nc, string host)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        int source = Ports.Free();
        List<string[]> stages = [];

        await using Pipeline listener = Pipeline.Start("exec $NC -u -l $PORT", scratch, port, nc);
        _ = await Ports.UdpSocketAt(port, 0);
        stages.Add(Rows(port, source));

        await using Pipeline client = Pipeline.Start($"exec $NC -u -p {source} {host} $PORT", scratch, port, nc);
        _ = await Ports.UdpSocketAt(source, port);
        stages.Add(Rows(port, source));

        await client.Type("hello");
        // If the name means ::1 first, the datagram is refused and the client ends; both programs must then do that.
        Task<IReadOnlyList<string>> heard = listener.ReadLines(1);
        _ = await Task.WhenAny(heard, client.Ended);
        _ = client.Ended.IsCompleted || await Ports.UdpSocketAt(port, source);
        stages.Add(Rows(port, source));
        return new Demonstration(stages, client.Ended.IsCompleted ? "" : (await heard)[0]);
    }

    /// <summary>The rows of our two sockets, with the role in place of each port and one blank between columns.</summary>
    private static string[] Rows(int port, int source)
        => [.. ChildProcess.Run("netstat", ["-anu"]).Result.StandardOutput.Split('\n')
            .Select(line => Regex.Replace(line, @"\s+", " ").Trim())
            .Select(line => line.Replace($":{port} ", ":LISTENER ", StringComparison.Ordinal).Replace($":{source} ", ":CLIENT ", StringComparison.Ordinal))
            .Select(line => line + " ")
            .Where(static line => line.Contains(":LISTENER ", StringComparison.Ordinal) || line.Contains(":CLIENT ", StringComparison.Ordinal))
            .Select(static line => line.Trim())
            .Order(StringComparer.Ordinal)];

    private sealed record Demonstration(IReadOnlyList<string[]> Stages, string Heard);
}
