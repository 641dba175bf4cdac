using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A listener reports that it is listening, and where, so that scripts need not guess.</summary>
public sealed class ReadySpecs
{
    [NativeFact("mkfifo")]
    public async Task A_descriptor_gets_the_port_and_its_end()
    {
        using Scratch scratch = new();

        // The inner shell opens the descriptor; otherwise timeout(1) would hold it open too.
        string line = $"mkfifo ready; timeout 100 sh -c 'exec {NativeProgram.Path} -l --ready-fd 5 127.0.0.1 0 5>ready' >got </dev/null & " +
            "port=$(cat ready); echo hello | $NC -N 127.0.0.1 $port; wait; cat got";
        Assert.Equal("hello\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact("mkfifo")]
    public async Task A_Unix_listener_writes_its_path()
    {
        using Scratch scratch = new();
        const string Line = "mkfifo ready; $NC -lU --ready-fd=5 --port-file=where ./socket 5>ready >got </dev/null & " +
            "read -r path <ready; echo hello | $NC -NU ./socket; wait; echo $path; cat got where";
        Assert.Equal("./socket\nhello\n./socket\n", await Pipeline.Run(Line, scratch));
    }

    [NativeFact("mkfifo")]
    public async Task A_UDP_listener_writes_its_port()
    {
        using Scratch scratch = new();
        const string Line = "mkfifo ready; $NC -lu -W 1 --ready-fd 5 --port-file where 127.0.0.1 0 5>ready >got </dev/null & " +
            "read -r port <ready; echo hello >/dev/udp/127.0.0.1/$port; wait; cat got; [ $port = $(cat where) ]";
        Assert.Equal("hello\n", await Pipeline.Run(Line, scratch));
    }

    [NativeFact("seq", "xargs")]
    public async Task Five_hundred_listeners_are_connected_to_at_once_and_none_refuses()
    {
        using Scratch scratch = new();
        const string One = "$NC -l --ready-fd 5 127.0.0.1 0 5>&1 >/dev/null </dev/null | { read -r port; : <>/dev/tcp/127.0.0.1/$port && echo connected; }";
        string output = await Pipeline.Run($"one='{One}'; export one; seq 500 | xargs -P 4 -I {{}} bash -c \"$one\"", scratch);
        Assert.Equal(500, output.Split('\n').Count(static line => line == "connected"));
    }

    [NativeTheory("strace")]
    [InlineData("-l 127.0.0.1 0", "listen")]
    [InlineData("-lu 127.0.0.1 0", "bind")]
    [InlineData("-lU socket", "listen")]
    [InlineData("-luU socket", "bind")]
    public async Task Nothing_is_written_before_the_listener_is_ready(string arguments, string last)
    {
        using Scratch scratch = new();
        string nc = $"exec timeout 100 strace -o trace -e trace=execve,bind,listen,write,linkat,rename sh -c 'echo $$ >pid; exec {NativeProgram.Path} {arguments} --port-file file --ready-fd 5 5>ready'";
        await using (Pipeline pipeline = Pipeline.Start($"({nc}) </dev/null & until [ -s ready ]; do sleep 0.01; done; kill $(cat pid); wait", scratch))
        {
            await pipeline.Ended;
        }

        string[] calls = [.. File.ReadLines(scratch.Path("trace")).Select(static call => call.Split('(')[0]).Reverse().TakeWhile(static call => call != "execve").Reverse()];
        string[] after = [.. calls.SkipWhile(call => call != last).Skip(1)];
        Assert.Equal(["write", "linkat", "write"], after.Take(3));
        Assert.DoesNotContain("write", calls.TakeWhile(call => call != last));
    }

    [NativeTheory]
    [InlineData("--ready-fd 77 127.0.0.1 0", "nc: ready-fd 77: Bad file descriptor")]
    [InlineData("--ready-fd 5 127.0.0.1 0 5</dev/null", "nc: ready-fd 5: Bad file descriptor")]
    [InlineData("--ready-fd 5 127.0.0.1 0 5>/dev/full", "nc: ready-fd 5: No space left on device")]
    [InlineData("--ready-fd 2 127.0.0.1 0", "nc: ready-fd too small: 2")]
    [InlineData("--port-file nowhere/file 127.0.0.1 0", "nc: nowhere/file: No such file or directory")]
    [InlineData("--port-file . 127.0.0.1 0", "nc: .: Is a directory")]
    public async Task A_notification_that_cannot_be_written_is_one_line_and_exit_status_1(string arguments, string line)
    {
        using Scratch scratch = new();
        string output = await Pipeline.Run($"$NC -l {arguments} 2>&1 || echo $?", scratch);
        Assert.Equal($"{line}\n1\n", output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Root));
    }

    [NativeFact]
    public async Task The_file_of_an_earlier_listener_is_replaced()
    {
        using Scratch scratch = new();
        await File.WriteAllTextAsync(scratch.Path("port"), "a line of an earlier listener\n");
        const string Line = "$NC -l --port-file port 127.0.0.1 0 >got </dev/null & " +
            "until read -r port <port && [[ $port != a* ]]; do :; done; echo hello | $NC -N 127.0.0.1 $port; wait; cat got";
        Assert.Equal("hello\n", await Pipeline.Run(Line, scratch));
        Assert.Equal(["got", "port"], Directory.EnumerateFiles(scratch.Root).Select(Path.GetFileName).Order());
    }
}
