using System;
using System.Linq;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The files that options name, when a limit, a signal or a reader interrupts the writing.</summary>
public sealed class FileOptionEndSpecs
{
    [NativeTheory("prlimit")]
    [InlineData("")]
    [InlineData("echo old >d/port; ")]
    public async Task Beyond_the_size_limit_of_files_a_port_file_is_an_error_and_nothing_is_left(string before)
    {
        using Scratch scratch = new();
        string line = $"mkdir d; {before}ls -A d >was; prlimit --fsize=0 $NC -l --port-file d/port 127.0.0.1 0 </dev/null 2>&1 | cat; echo ${{PIPESTATUS[0]}}; ls -A d | cmp - was && cat d/* 2>/dev/null; true";
        Assert.Equal("nc: d/port: File too large\n1\n" + (before.Length > 0 ? "old\n" : ""), await Pipeline.Run(line, scratch));
    }

    [NativeTheory("prlimit")]
    [InlineData("events")]
    [InlineData("hex-dump")]
    public async Task Beyond_the_size_limit_of_files_the_transfer_continues(string option)
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0", scratch);
        string line = $"head -c 1000000 /dev/zero | prlimit --fsize=100 $NC -N --{option} file 127.0.0.1 $PORT 2>&1 | cat; echo ${{PIPESTATUS[1]}}; wc -c <file";
        Assert.Equal($"nc: {option}: File too large\n0\n100\n", await Pipeline.Run(line, scratch, listener.Port));
        Assert.Equal(1_000_000, (await listener.End()).Length);
    }

    [NativeFact("grep")]
    public async Task A_program_has_the_signals_that_it_would_have_without_files()
    {
        using Scratch scratch = new();
        string shown = await Pipeline.Run(
            "serve() { $NC -l --ready-fd 5 \"$@\" --exec grep SigIgn /proc/self/status 5>ready </dev/null & until [ -s ready ]; do sleep 0.01; done; "
                + "$NC -d 127.0.0.1 $(cat ready); wait; rm ready; }; serve 127.0.0.1 0; serve --events events --port-file port 127.0.0.1 0",
            scratch);
        string[] lines = shown.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("SigIgn:", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[0], lines[1]);
    }

    [NativeTheory("strace")]
    [InlineData("write:signal=KILL:when=1", "")]
    [InlineData("write:signal=KILL:when=1", "old")]
    [InlineData("linkat:signal=KILL:when=1", "")]
    [InlineData("linkat:signal=KILL:when=2", "old")]
    public async Task A_listener_that_is_killed_in_the_middle_leaves_nothing_beside_its_port_file(string call, string old)
    {
        using Scratch scratch = new();
        string before = old.Length > 0 ? $"echo {old} >d/port; " : "";
        string line = $"mkdir d; {before}ls -A d >was; strace -o trace -e trace=write,linkat,rename -e inject={call} {NativeProgram.Path} -l --port-file d/port 127.0.0.1 0 </dev/null; "
            + "[ $? = 137 ] && ls -A d | cmp - was && cat d/* 2>/dev/null; true";
        Assert.Equal(old.Length > 0 ? "old\n" : "", await Pipeline.Run(line, scratch));
    }

    [NativeTheory("strace")]
    [InlineData("")]
    [InlineData("echo old >d/port; ")]
    public async Task A_file_system_without_nameless_files_has_the_file_whole_too(string before)
    {
        using Scratch scratch = new();
        string line = $"mkdir d; {before}strace -o trace -P $PWD/d -e trace=open,openat -e inject=open,openat:error=EOPNOTSUPP {NativeProgram.Path} -l "
            + "--port-file $PWD/d/port --ready-fd 5 127.0.0.1 0 5>line </dev/null & until [ -s line ]; do sleep 0.01; done; "
            + "cmp line d/port; echo hello | $NC -N 127.0.0.1 $(cat line); wait; ls -A d; grep -c INJECTED trace";
        Assert.Equal("hello\nport\n1\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory("mkfifo")]
    [InlineData("--events", "\"event\":\"closed\"")]
    [InlineData("--hex-dump", "|hello.|")]
    public async Task Nc_waits_for_the_reader_of_a_FIFO_and_loses_no_output(string option, string last)
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0", scratch);
        string line = $"mkfifo fifo; {NativeProgram.Path} -N {option} fifo 127.0.0.1 $PORT < <(echo hello) & "
            + "until [ \"$(cut -d ' ' -f 3 /proc/$!/stat)\" = S ]; do :; done; cat fifo; wait";
        Assert.Contains(last, await Pipeline.Run(line, scratch, listener.Port), StringComparison.Ordinal);
        Assert.Equal("hello\n", await listener.End());
    }

    [NativeTheory("mkfifo")]
    [InlineData("--events")]
    [InlineData("--hex-dump")]
    public async Task The_wait_for_a_reader_ends_with_the_total_timeout(string option)
    {
        using Scratch scratch = new();
        string line = $"mkfifo fifo; $NC -l --total-timeout 100ms {option} fifo 127.0.0.1 0 2>&1 || echo $?";
        Assert.Equal("nc: total timeout is over\n1\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact("mkfifo")]
    public async Task A_reader_that_closes_gives_one_line_and_the_transfer_continues()
    {
        using Scratch scratch = new();
        const string Line = "mkfifo fifo; $NC -l --events fifo --ready-fd 5 127.0.0.1 0 5>port >got 2>err </dev/null & head -n 1 fifo >first; "
            + "until [ -s port ]; do sleep 0.01; done; echo hello | $NC -N 127.0.0.1 $(cat port); wait $!; echo $?; cat got err; wc -l <first";
        Assert.Equal("0\nhello\nnc: events: Broken pipe\n1\n", await Pipeline.Run(Line, scratch));
    }

    [RootNativeFact("mknod")]
    public async Task A_device_at_the_path_of_a_Unix_socket_stays()
    {
        using Scratch scratch = new();
        const string Line = "mknod s c 1 3; for options in -lU -lkU -luU '-uU -s s'; do $NC $options $([[ $options = *-s* ]] && echo other || echo s) 2>&1 </dev/null || echo $?; done; stat -c %F s";
        Assert.Equal(string.Concat(Enumerable.Repeat("nc: s: not a socket, left as it is\n1\n", 4)) + "character special file\n", await Pipeline.Run(Line, scratch));
    }
}
