using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The native nc between other programs, with the checksums of both ends compared.</summary>
public sealed class PipelineSpecs
{
    private const int NineMebibytes = 9 << 20;

    // A gibibyte in which each mebibyte is different: a number, then the same random bytes.
    private const string Gibibyte = "gibibyte() { for ((i = 0; i < 1024; i++)); do printf '%08d' $i; cat noise; done; }; ";

    [NativeFact("tar", "sha256sum")]
    public async Task A_directory_arrives_through_tar()
    {
        using Scratch scratch = new();
        for (int i = 0; i < 20; i++)
        {
            _ = scratch.Fill($"here/{i % 4}/file{i}", 1000 + (i * 77_777), seed: i);
        }

        _ = Directory.CreateDirectory(scratch.Path("there"));
        await using Pipeline receiver = await Pipeline.Listen("$NC -lvn 127.0.0.1 0 </dev/null | tar x -C there", scratch);
        _ = await Pipeline.Run("tar c -C here . | $NC -N 127.0.0.1 $PORT", scratch, receiver.Port);
        _ = await receiver.End();

        const string Sums = " && find . -type f -exec sha256sum {} + | sort";
        string sent = await Pipeline.Run("cd here" + Sums, scratch);
        Assert.Equal(20, sent.Count(static c => c == '\n'));
        Assert.Equal(sent, await Pipeline.Run("cd there" + Sums, scratch));
    }

    [NativeFact("sha256sum")]
    public async Task A_gibibyte_through_pipes_arrives_whole()
    {
        using Scratch scratch = new();
        _ = scratch.Fill("noise", (1 << 20) - 8, seed: 1);
        await using Pipeline receiver = await Pipeline.Listen("$NC -lvn 127.0.0.1 0 </dev/null | sha256sum", scratch);
        _ = await Pipeline.Run(Gibibyte + "gibibyte | $NC -N 127.0.0.1 $PORT", scratch, receiver.Port);
        string received = await receiver.End();
        Assert.Equal(await Pipeline.Run(Gibibyte + "gibibyte | sha256sum", scratch), received);
    }

    [NativeFact("sha256sum")]
    public async Task Two_files_in_opposite_directions_arrive_whole()
    {
        using Scratch scratch = new();
        _ = scratch.Fill("a", NineMebibytes, seed: 1);
        _ = scratch.Fill("b", NineMebibytes + 12_345, seed: 2);
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0 <a | sha256sum", scratch);
        string fromListener = await Pipeline.Run("$NC -N 127.0.0.1 $PORT <b | sha256sum", scratch, listener.Port);
        Assert.Equal(await Pipeline.Run("sha256sum <a", scratch), fromListener);
        Assert.Equal(await Pipeline.Run("sha256sum <b", scratch), await listener.End());
    }

    [NativeFact("sha256sum")]
    public async Task A_listener_sends_its_file_to_a_client_that_sends_nothing()
    {
        using Scratch scratch = new();
        _ = scratch.Fill("a", NineMebibytes, seed: 3);
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0 <a", scratch);
        string received = await Pipeline.Run("$NC -N 127.0.0.1 $PORT </dev/null | sha256sum", scratch, listener.Port);
        Assert.Equal(await Pipeline.Run("sha256sum <a", scratch), received);
        Assert.Equal("", await listener.End());
    }

    [NativeFact("head")]
    public async Task A_reader_that_closes_ends_the_listener()
    {
        using Scratch scratch = new();
        await using Pipeline receiver = await Pipeline.Listen("$NC -lvn 127.0.0.1 0 </dev/null | head -c 10", scratch);
        _ = await Pipeline.Run("printf 'ten bytes.and more' | $NC -N 127.0.0.1 $PORT", scratch, receiver.Port);
        Assert.Equal("ten bytes.", await receiver.End());
    }

    [NativeFact("busybox", "sed", "sha256sum")]
    public async Task A_web_server_answers_a_typed_request()
    {
        using Scratch scratch = new();
        _ = scratch.Fill("site/file", NineMebibytes, seed: 4);
        int port = Ports.Free();
        await using Pipeline server = Pipeline.Start("exec timeout 100 busybox httpd -f -p 127.0.0.1:$PORT -h site", scratch, port);
        await Ports.ListenedAt(port);

        string answer = await Pipeline.Run(@"printf 'GET /file HTTP/1.0\r\n\r\n' | $NC -N 127.0.0.1 $PORT >answer && head -n 1 answer", scratch, port);
        Assert.EndsWith(" 200 OK", answer.Trim(), StringComparison.Ordinal);
        string body = await Pipeline.Run(@"sed '1,/^\r$/d' answer | sha256sum", scratch);
        Assert.Equal(await Pipeline.Run("sha256sum <site/file", scratch), body);
    }

    [NativeFact]
    public async Task A_line_over_UDP_is_sent_and_the_client_ends()
    {
        using Scratch scratch = new();
        await using Pipeline receiver = await Pipeline.Listen("exec $NC -luvn 127.0.0.1 0", scratch);
        // With -w0 nc ends as soon as no descriptor is ready, and so does Debian's: the line must be in the pipe before.
        _ = await Pipeline.Run("echo x | { until read -t 0; do :; done; $NC -u -w0 127.0.0.1 $PORT; }", scratch, receiver.Port);
        Assert.Equal(["x"], await receiver.ReadLines(1));
    }

    [NativeFact("seq", "xargs")]
    public async Task Fifty_senders_are_all_received_by_one_listener()
    {
        using Scratch scratch = new();
        await using Pipeline receiver = await Pipeline.Listen("exec $NC -lkvn 127.0.0.1 0", scratch);
        Task<IReadOnlyList<string>> heard = receiver.ReadLines(50);
        _ = await Pipeline.Run("seq 50 | xargs -P 5 -I {} sh -c \"echo sender {} | $NC -N 127.0.0.1 $PORT\"", scratch, receiver.Port);
        IEnumerable<string> expected = Enumerable.Range(1, 50).Select(static i => $"sender {i}");
        Assert.Equal(expected.Order(), (await heard).Order());
    }
}
