using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A signal ends nc as it ends any program, after the final reports are written.</summary>
public sealed class SignalEndSpecs
{
    private const string Hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string Reports = "--hash sha256 --events events";

    /// <summary>A peer that sends hello and keeps the connection open.</summary>
    private const string Says = "mkfifo hold; { printf hello; cat hold; } | ";
    private const string Await = "until [ -s port ] || [ -S socket ]; do sleep 0.01; done; ";
    private const string Got = "until [ \"$(tail -c 5 got)\" = hello ]; do sleep 0.01; done; ";
    private const string Release = "; echo >hold; wait";

    [NativeTheory]
    [InlineData("INT", 130, "-l --port-file port 127.0.0.1 0", "127.0.0.1 $(cat port)")]
    [InlineData("TERM", 143, "-l --port-file port 127.0.0.1 0", "127.0.0.1 $(cat port)")]
    [InlineData("HUP", 129, "-l --port-file port 127.0.0.1 0", "127.0.0.1 $(cat port)")]
    [InlineData("INT", 130, "-lk --progress --port-file port 127.0.0.1 0", "127.0.0.1 $(cat port)")]
    [InlineData("TERM", 143, "-lu --port-file port 127.0.0.1 0", "-u 127.0.0.1 $(cat port)")]
    [InlineData("TERM", 143, "-luk --port-file port 127.0.0.1 0", "-u 127.0.0.1 $(cat port)")]
    [InlineData("TERM", 143, "-lu --udp-connect=never --port-file port 127.0.0.1 0", "-u 127.0.0.1 $(cat port)")]
    [InlineData("TERM", 143, "-lU socket", "-U socket")]
    [InlineData("TERM", 143, "-luU socket", "-uU -w 3 socket")]
    public async Task A_listener_in_a_session_reports_and_dies_of_the_signal(string signal, int status, string listener, string client)
    {
        using Scratch scratch = new();
        string line = $"{Nc(listener)} {Reports} </dev/null >got 2>told & nc=$!; {Await} {Says} $NC {client} >/dev/null & {Got}" +
            $"kill -{signal} $nc; wait $nc; echo $?{Release}";
        Assert.Equal($"{status}\n", await Pipeline.Run(line, scratch));
        AssertReported(scratch, "SIG" + signal, Empty, Hello);
    }

    [NativeTheory]
    [InlineData("-l --port-file port 127.0.0.1 0", "127.0.0.1 $(cat port)")]
    [InlineData("-lu -w 3 --port-file port 127.0.0.1 0", "-u 127.0.0.1 $(cat port)")]
    [InlineData("-lU socket", "-U socket")]
    public async Task A_client_in_a_session_reports_and_dies_of_the_signal(string listener, string client)
    {
        using Scratch scratch = new();
        string line = $"$NC {listener} </dev/null >got & {Await} mkfifo hold in; {{ printf hello; cat hold; }} >in & " +
            $"{Nc(client)} {Reports} <in 2>told & nc=$!; {Got} kill -TERM $nc; wait $nc; echo $?{Release}";
        Assert.Equal("143\n", await Pipeline.Run(line, scratch));
        AssertReported(scratch, "SIGTERM", Hello, Empty);
    }

    [NativeFact]
    public async Task A_session_whose_output_is_not_read_ends_too()
    {
        using Scratch scratch = new();
        string line = $"mkfifo out; sleep 1000 <out & reader=$!; {Nc("-l --port-file port 127.0.0.1 0")} {Reports} --strict </dev/null >out 2>told & nc=$!; {Await}" +
            "$NC 127.0.0.1 $(cat port) </dev/zero & client=$!; until grep -q pipe_write /proc/$nc/wchan; do sleep 0.01; done; " +
            "kill -TERM $nc; wait $nc; echo $?; kill $reader $client; wait";
        Assert.Equal("143\n", await Pipeline.Run(line, scratch));
        JsonElement end = EventSpecs.Events(scratch, "events")[^1];
        Assert.Equal(("closed", "signal"), (EventSpecs.Name(end), EventSpecs.Text(end, "reason")));
        string[] told = await File.ReadAllLinesAsync(scratch.Path("told"));
        Assert.Equal("nc: transfer cut short: not all that came was written", told[^1]);
        string sum = (await Pipeline.Run($"head -c {EventSpecs.Number(end, "received")} /dev/zero | sha256sum", scratch))[..64];
        Assert.Equal($"SHA256 (received) = {sum}", told[^2]);
    }

    [NativeFact]
    public async Task The_third_client_of_k_is_reported_as_the_first_two_were()
    {
        using Scratch scratch = new();
        string line = $"{Nc("-lk --port-file port 127.0.0.1 0")} {Reports} </dev/null >got 2>told & nc=$!; {Await}" +
            $"for i in 1 2; do printf a | $NC -N 127.0.0.1 $(cat port); done; {Says} $NC 127.0.0.1 $(cat port) & {Got} kill -INT $nc; wait $nc; echo $?{Release}; wc -l <told";
        Assert.Equal("130\n6\n", await Pipeline.Run(line, scratch));
        Assert.Equal(["done", "done", "signal"], Closed(scratch).Select(static one => EventSpecs.Text(one, "reason")));
    }

    [NativeFact]
    public async Task A_signal_that_was_ignored_at_the_start_stays_ignored()
    {
        using Scratch scratch = new();
        string line = $"trap '' INT HUP; {NativeProgram.Path} -l --port-file port {Reports} 127.0.0.1 0 </dev/null >got 2>told & nc=$!; {Await} {Says} $NC 127.0.0.1 $(cat port) & {Got}" +
            $"grep SigIgn /proc/$nc/status; kill -INT $nc; kill -HUP $nc; kill -TERM $nc; wait $nc; echo $?{Release}";
        string[] lines = (await Pipeline.Run(line, scratch)).TrimEnd('\n').Split('\n');
        Assert.Equal(3, Bits(lines[0]) & 3);
        Assert.Equal("143", lines[1]);
        AssertReported(scratch, "SIGTERM", Empty, Hello);
    }

    [NativeTheory]
    [InlineData("-l --port-file port " + Reports + " 127.0.0.1 0")]
    [InlineData("-lk --port-file port --progress --strict 127.0.0.1 0")]
    [InlineData("-lU socket --hex-dump dump")]
    [InlineData("-lu --port-file port --events events 127.0.0.1 0")]
    public async Task A_waiting_listener_has_default_signal_actions(string listener)
    {
        using Scratch scratch = new();
        string line = $"{Nc(listener)} </dev/null & nc=$!; {Await} until grep -q S /proc/$nc/stat; do sleep 0.01; done; grep SigCgt /proc/$nc/status; kill -INT $nc; wait $nc; echo $?";
        string[] lines = (await Pipeline.Run(line, scratch)).TrimEnd('\n').Split('\n');
        Assert.Equal(0, Bits(lines[0]) & 0x404003);
        Assert.Equal("130", lines[1]);
    }

    [NativeFact]
    public async Task Without_such_options_a_session_has_no_handler_no_thread_and_no_descriptor_more()
    {
        using Scratch scratch = new();
        string line = $"{Nc("-l --port-file port 127.0.0.1 0")} </dev/null >got & nc=$!; {Await} ls /proc/$nc/task | wc -l; ls /proc/$nc/fd | wc -l; " +
            $"{Says} $NC 127.0.0.1 $(cat port) & {Got} grep SigCgt /proc/$nc/status; ls /proc/$nc/task | wc -l; ls /proc/$nc/fd | wc -l; kill -INT $nc; wait $nc; echo $?{Release}";
        string[] lines = (await Pipeline.Run(line, scratch)).TrimEnd('\n').Split('\n');
        Assert.Equal(0, Bits(lines[2]) & 0x404003);
        Assert.True(int.Parse(lines[3], null) <= int.Parse(lines[0], null), lines[3]);
        Assert.Equal(int.Parse(lines[1], null) + 1, int.Parse(lines[4], null));
        Assert.Equal("130", lines[5]);
    }

    [NativeFact]
    public async Task A_probe_of_a_UDP_port_ends_at_once()
    {
        using Scratch scratch = new();
        string line = $"$NC -lu --port-file port -w 5 127.0.0.1 0 </dev/null >got & {Await} {Nc("-uv -w 100")} --events events 127.0.0.1 $(cat port) </dev/null 2>told & nc=$!; " +
            "until [ -s events ]; do sleep 0.01; done; kill -TERM $nc; wait $nc; echo $?; cat told; wait";
        Assert.Equal("143\n", await Pipeline.Run(line, scratch));
        JsonElement end = Assert.Single(Closed(scratch));
        Assert.Equal(("signal", "SIGTERM"), (EventSpecs.Text(end, "reason"), EventSpecs.Text(end, "signal")));
    }

    [NativeFact]
    public async Task Clients_that_programs_serve_are_closed_in_the_events()
    {
        using Scratch scratch = new();
        string line = $"{Nc("-lk --port-file port --events events 127.0.0.1 0")} --exec sleep 1000 & nc=$!; {Await}" +
            "for i in 1 2; do $NC -d 127.0.0.1 $(cat port) & done; until [ $(grep -c '\"connected\"' events) = 2 ]; do sleep 0.01; done; kill -TERM $nc; wait $nc; echo $?; wait";
        Assert.Equal("143\n", await Pipeline.Run(line, scratch));
        Assert.Equal([1L, 2L], Closed(scratch).Select(static one => EventSpecs.Number(one, "connection")).Order());
        Assert.All(Closed(scratch), static one => Assert.Equal(("signal", "SIGTERM"), (EventSpecs.Text(one, "reason"), EventSpecs.Text(one, "signal"))));
    }

    [NativeTheory]
    [InlineData("--strict", "nc: transfer cut short: a signal ended it")]
    [InlineData("-u --replies 2", "nc: got 0 of 2 replies")]
    public async Task Requested_reports_of_the_transfer_are_printed(string options, string told)
    {
        using Scratch scratch = new();
        bool datagrams = options.StartsWith("-u", StringComparison.Ordinal);
        string line = $"$NC -l {(datagrams ? "-u" : "")} -w 3 --port-file port 127.0.0.1 0 </dev/null >got & {Await} mkfifo hold in; {{ printf hello; cat hold; }} >in & " +
            $"{Nc(options)} 127.0.0.1 $(cat port) <in 2>told & nc=$!; {Got} kill -TERM $nc; wait $nc; echo $?; cat told{Release}";
        Assert.Equal($"143\n{told}\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task On_a_terminal_Ctrl_C_leaves_the_final_progress_line()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0 </dev/null", scratch);
        using TerminalSession terminal = new($"trap : INT; {NativeProgram.Path} --progress --hash sha256 127.0.0.1 {listener.Port}; echo status $?", scratch);
        await terminal.Type("hello\n");
        await terminal.Shows("> 6 B");
        await terminal.Type("\x03");
        await terminal.Shows("status 130");
        Assert.Matches(@"\r> 6 B [^\r]*0:00:\d\d *\r\nSHA256 \(sent\) = [0-9a-f]{64}\r\nSHA256 \(received\) = [0-9a-f]{64}\r\nstatus 130", terminal.Shown);
    }

    private static string Nc(string arguments) => $"env --default-signal=INT,TERM,HUP {NativeProgram.Path} {arguments}";

    private static long Bits(string line) => Convert.ToInt64(line.Split('\t')[1], 16);

    private static JsonElement[] Closed(Scratch scratch)
        => [.. EventSpecs.Events(scratch, "events").Where(static one => EventSpecs.Name(one) == "closed")];

    private static void AssertReported(Scratch scratch, string signal, string sent, string received)
    {
        string[] told = File.ReadAllLines(scratch.Path("told"));
        Assert.Equal([$"SHA256 (sent) = {sent}", $"SHA256 (received) = {received}"], told[^2..]);
        JsonElement end = EventSpecs.Events(scratch, "events")[^1];
        Assert.Equal(("closed", "signal", signal), (EventSpecs.Name(end), EventSpecs.Text(end, "reason"), EventSpecs.Text(end, "signal")));
        Assert.Equal((sent == Hello ? 5 : 0, received == Hello ? 5 : 0), (EventSpecs.Number(end, "sent"), EventSpecs.Number(end, "received")));
    }
}
