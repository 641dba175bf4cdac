using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Async;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Programs and peers that end in one direction only, early, or by a signal; and the reports about it.</summary>
public sealed class ExecEdgeSpecs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [NativeFact]
    public async Task A_client_that_leaves_early_ends_its_program_and_no_other()
    {
        using Scratch scratch = new();
        await using Pipeline nc = Pipeline.Start($"exec {NativeProgram.Path} -lk --port-file port 127.0.0.1 0 --exec yes", scratch);
        int port = await ExecSpecs.PortOf(scratch);
        using Socket stays = await Connected(port);
        _ = await stays.ReceiveAsync(new byte[100]);
        int program = Assert.Single(ProcessTable.ChildrenOf(nc.ProcessId));
        for (int i = 0; i < 10; i++)
        {
            using Socket leaves = await Connected(port);
            _ = await leaves.ReceiveAsync(new byte[100]);
        }

        await Until.Holds(() => ProcessTable.ChildrenOf(nc.ProcessId).Count == 1);
        Assert.Equal([program], ProcessTable.ChildrenOf(nc.ProcessId));
        byte[] rest = new byte[1 << 20];
        int taken = 0;
        while (taken < rest.Length)
        {
            taken += await stays.ReceiveAsync(rest.AsMemory(taken)).AsTask().WaitAsync(s_patience);
        }
    }

    [NativeFact("perl")]
    public async Task A_program_that_half_closes_still_receives()
    {
        using Scratch scratch = new();
        const string Program = "'$| = 1; print \"bye\\n\"; shutdown(STDOUT, 1); open F, \">\", \"late\"; print F <STDIN>; exit 4'";
        await using Pipeline nc = Pipeline.Start($"$NC -l --port-file port 127.0.0.1 0 --exec perl -e {Program}; echo $?", scratch);
        using Socket client = await Connected(await ExecSpecs.PortOf(scratch));
        Assert.Equal("bye\n", await ReadToEnd(client));
        _ = await client.SendAsync(Encoding.ASCII.GetBytes("late words"));
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("4\n", await nc.End());
        Assert.Equal("late words", await File.ReadAllTextAsync(scratch.Path("late")));
    }

    [NativeFact]
    public async Task A_client_that_half_closes_still_gets_its_answer()
    {
        using Scratch scratch = new();
        await using Pipeline nc = Pipeline.Start("$NC -l --port-file port 127.0.0.1 0 --exec sort", scratch);
        using Socket client = await Connected(await ExecSpecs.PortOf(scratch));
        _ = await client.SendAsync(Encoding.ASCII.GetBytes("b\na\n"));
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("a\nb\n", await ReadToEnd(client));
        _ = await nc.End();
    }

    [NativeFact]
    public async Task SIGHUP_ends_a_program_in_UDP_with_nc()
    {
        using Scratch scratch = new();
        string line = $"env --default-signal=HUP {NativeProgram.Path} -lu --port-file port 127.0.0.1 0 --exec cat & echo $! >pid; wait $!; echo $?";
        await using Pipeline shell = Pipeline.Start(line, scratch);
        using UdpClient client = await Echoed(scratch);
        int nc = await Pid(scratch);
        IReadOnlyList<int> programs = ProcessTable.ChildrenOf(nc);
        Assert.Single(programs);
        _ = await Pipeline.Run($"kill -HUP {nc}", scratch);
        Assert.Equal("129\n", await shell.End());
        await Until.Holds(() => programs.All(ProcessTable.IsGone));
    }

    [NativeFact]
    public async Task SIGHUP_that_has_a_list_read_again_leaves_a_program_in_UDP_alone()
    {
        using Scratch scratch = new();
        string line = $"echo 127.0.0.1 >list; env --default-signal=HUP {NativeProgram.Path} -lu --allow-file list --port-file port 127.0.0.1 0 --exec cat 2>told & "
            + "echo $! >pid; wait $!; echo $?";
        await using Pipeline shell = Pipeline.Start(line, scratch);
        using UdpClient client = await Echoed(scratch);
        int nc = await Pid(scratch);
        int program = Assert.Single(ProcessTable.ChildrenOf(nc));
        _ = await Pipeline.Run($"rm list; kill -HUP {nc}", scratch);
        await Until.Holds(() => File.ReadAllText(scratch.Path("told")).Length > 0);
        Assert.Equal("again", await Asked(client, "again"));
        Assert.Equal([program], ProcessTable.ChildrenOf(nc));
        _ = await Pipeline.Run($"kill {program}", scratch);
        Assert.Equal("143\n", await shell.End());
    }

    [NativeTheory]
    [InlineData("-l", "--sh-exec 'exit 3'", 3, "program-ended")]
    [InlineData("-l --exit-codes", "--sh-exec 'exit 3'", 3, "program-ended")]
    [InlineData("-l --exit-codes --total-timeout 300ms", "--exec sleep 1000", 5, "total-timeout")]
    public async Task Events_and_exit_codes_report_how_the_program_ended(string options, string program, int status, string reason)
    {
        using Scratch scratch = new();
        string line = $"$NC {options} --events log --port-file port 127.0.0.1 0 {program} 2>/dev/null & nc=$!; until [ -s port ]; do sleep 0.01; done; "
            + "$NC -d 127.0.0.1 $(cat port); wait $nc; echo $?; grep -o '\"event\":\"[a-z-]*\"' log | cut -d'\"' -f4 | paste -sd' '; "
            + "grep -o '\"reason\":.*' log";
        string[] said = (await Pipeline.Run(line + "; true", scratch)).TrimEnd('\n').Split('\n');
        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), said[0]);
        Assert.StartsWith("listening ready connected", said[1], StringComparison.Ordinal);
        string ended = reason == "program-ended" ? $",\"status\":{status}" : "";
        Assert.Equal([$"\"reason\":\"{reason}\"{ended}}}"], said[2..]);
    }

    [NativeTheory]
    [InlineData("127.0.0.1 1 --exec cat", 4)]
    [InlineData("no.such.host.invalid 1 --exec cat", 3)]
    [InlineData("-l 127.0.0.1 0 --exec ./nosuch", 1)]
    public async Task What_keeps_a_program_from_running_has_its_exit_code(string arguments, int status)
    {
        using Scratch scratch = new();
        Assert.Equal($"{status}\n", await Pipeline.Run($"$NC --exit-codes {arguments} 2>/dev/null || echo $?", scratch));
    }

    private static async Task<Socket> Connected(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    private static async Task<string> ReadToEnd(Socket socket)
    {
        var text = new StringBuilder();
        byte[] piece = new byte[4096];
        while (await socket.ReceiveAsync(piece).WaitAsync(s_patience) is > 0 and int length)
        {
            _ = text.Append(Encoding.ASCII.GetString(piece, 0, length));
        }

        return text.ToString();
    }

    private static async Task<UdpClient> Echoed(Scratch scratch)
    {
        UdpClient client = new();
        client.Connect(IPAddress.Loopback, await ExecSpecs.PortOf(scratch));
        Assert.Equal("hello", await Asked(client, "hello"));
        return client;
    }

    private static async Task<string> Asked(UdpClient client, string text)
    {
        _ = await client.SendAsync(Encoding.ASCII.GetBytes(text));
        UdpReceiveResult answer = await client.ReceiveAsync().WaitAsync(s_patience);
        return Encoding.ASCII.GetString(answer.Buffer);
    }

    private static async Task<int> Pid(Scratch scratch) => int.Parse(await File.ReadAllTextAsync(scratch.Path("pid")), CultureInfo.InvariantCulture);
}
