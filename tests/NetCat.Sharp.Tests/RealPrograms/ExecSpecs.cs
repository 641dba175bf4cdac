using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--exec and --sh-exec: the connection itself is the stdin and stdout of a program.</summary>
public sealed class ExecSpecs
{
    /// <summary>Waits for the port of a listener that runs in the background of the same shell.</summary>

    [NativeTheory]
    [InlineData("--exec cat -", 0)]
    [InlineData("--sh-exec 'cat; exit 7'", 7)]
    [InlineData("--sh-exec 'cat; kill -TERM $$'", 143)]
    public async Task A_listener_serves_one_client_and_ends_as_the_program_ends(string program, int status)
    {
        using Scratch scratch = new();
        string line = $"$NC -l --port-file port 127.0.0.1 0 {program} </dev/null & {Await} seq 30000 >sent; $NC -N 127.0.0.1 $port <sent >got; wait $!; echo $?; cmp sent got";
        Assert.Equal($"{status}\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory]
    [InlineData("$NC -l --port-file port 127.0.0.1 0", "127.0.0.1 $port")]
    [InlineData("$NC -lU socket & until [ -S socket ]; do sleep 0.01; done; echo >port; cat", "-U socket")]
    public async Task A_client_gives_its_connection_to_a_program_and_ends_as_it_ends(string listener, string where)
    {
        using Scratch scratch = new();
        string line = $"{{ {listener}; }} >got </dev/null & {Await} $NC {where} --sh-exec 'echo hello; exit 5' || echo $?; wait; cat got";
        Assert.Equal("5\nhello\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_Unix_client_is_served()
    {
        using Scratch scratch = new();
        const string Line = "$NC -lU socket --sh-exec 'echo $PROTO $UNIXLOCALPATH $NCAT_LOCAL_ADDR; cat' & until [ -S socket ]; do sleep 0.01; done; echo hello | $NC -NU socket; wait";
        Assert.Equal("UNIX socket socket\nhello\n", await Pipeline.Run(Line, scratch));
    }

    [NativeFact]
    public async Task The_first_sender_in_UDP_is_the_programs_only_peer()
    {
        using Scratch scratch = new();
        await using Pipeline nc = Pipeline.Start("exec $NC -lu --port-file port 127.0.0.1 0 --exec dd bs=2000 count=2 status=none", scratch);
        using UdpClient client = new();
        client.Connect(IPAddress.Loopback, await PortOf(scratch));
        foreach (string text in new[] { "first", "second" })
        {
            _ = await client.SendAsync(Encoding.ASCII.GetBytes(text));
            UdpReceiveResult answer = await client.ReceiveAsync().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal(text, Encoding.ASCII.GetString(answer.Buffer));
        }

        _ = await nc.End();
    }

    [NativeFact]
    public async Task Clients_with_k_are_served_at_once_and_those_beyond_the_limit_wait()
    {
        using Scratch scratch = new();
        await using Pipeline nc = Pipeline.Start($"exec {NativeProgram.Path} -lk --max-conns 2 --port-file port 127.0.0.1 0 --exec cat", scratch);
        int port = await PortOf(scratch);
        using TcpClient first = await Said(port, "1");
        using TcpClient second = await Said(port, "2");
        Assert.Equal("2", await Heard(second));
        Assert.Equal("1", await Heard(first));
        using TcpClient third = await Said(port, "3");
        using TcpClient fourth = await Said(port, "4");
        Assert.Equal(2, ProcessTable.ChildrenOf(nc.ProcessId).Count);
        Assert.Equal((0, 0), (third.Available, fourth.Available));
        second.Close();
        Assert.Equal("3", await Heard(third));
        first.Close();
        Assert.Equal("4", await Heard(fourth));
        Assert.Equal(2, ProcessTable.ChildrenOf(nc.ProcessId).Count);
    }

    [NativeFact]
    public async Task A_thousand_clients_are_served_fifty_at_a_time_and_nothing_is_left_of_them()
    {
        using Scratch scratch = new();
        await using Pipeline nc = Pipeline.Start($"exec {NativeProgram.Path} -lk --max-conns 50 --port-file port 127.0.0.1 0 --exec cat", scratch);
        int port = await PortOf(scratch);
        await Echoed(port, 0);
        await Until.Holds(() => ProcessTable.ChildrenOf(nc.ProcessId).Count == 0);
        int descriptors = ProcessTable.DescriptorsOf(nc.ProcessId);
        await Task.WhenAll(Enumerable.Range(0, 600).Select(number => Echoed(port, number)));
        int memory = ProcessTable.ResidentMemoryOf(nc.ProcessId);

        // Fifty clients that stay use all places, however fast the programs end.
        TcpClient[] held = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Said(port, "held")));
        await Until.Holds(() => ProcessTable.ChildrenOf(nc.ProcessId).Count == 50);
        Task all = Task.WhenAll(Enumerable.Range(0, 1000).Select(number => Echoed(port, number)));
        Array.ForEach(held, static client => client.Dispose());
        int most = 0;
        while (!all.IsCompleted)
        {
            most = Math.Max(most, ProcessTable.ChildrenOf(nc.ProcessId).Count);
            _ = await Task.WhenAny(all, Task.Delay(20));
        }

        await all;
        Assert.InRange(most, 0, 50);
        await Until.Holds(() => ProcessTable.ChildrenOf(nc.ProcessId).Count == 0 && ProcessTable.DescriptorsOf(nc.ProcessId) <= descriptors);
        Assert.InRange(ProcessTable.ResidentMemoryOf(nc.ProcessId), 0, memory + 1024);
    }

    [NativeFact]
    public async Task The_program_has_both_addresses_in_its_environment_and_none_of_another_connection()
    {
        using Scratch scratch = new();
        const string Line = "export TCPREMOTEHOST=another TCPREMOTEPORT=1 NCAT_REMOTE_PORT=1 LISTEN_FDS=1 HERE=$'\\xff'; " +
            "$NC -l --port-file port 127.0.0.1 0 --sh-exec 'env' & " + Await + "$NC -s 127.0.0.2 -p $PORT 127.0.0.1 $port </dev/null | " +
            "LC_ALL=C grep -aE '^(NCAT_|PROTO|TCP|LISTEN|HERE)' | LC_ALL=C sort; echo $port; wait";
        int port = Ports.Free();
        string[] lines = (await Pipeline.Run(Line, scratch, port)).TrimEnd('\n').Split('\n');
        string own = lines[^1];
        Assert.Equal(
            [
                "HERE=\ufffd", "NCAT_LOCAL_ADDR=127.0.0.1", $"NCAT_LOCAL_PORT={own}", "NCAT_PROTO=TCP", "NCAT_REMOTE_ADDR=127.0.0.2", $"NCAT_REMOTE_PORT={port}",
                "PROTO=TCP", "TCPLOCALIP=127.0.0.1", $"TCPLOCALPORT={own}", "TCPREMOTEIP=127.0.0.2", $"TCPREMOTEPORT={port}",
            ],
            lines[..^1]);
    }

    [NativeTheory]
    [InlineData("-lk --max-conns 1 --port-file port 127.0.0.1 0", "127.0.0.1 $(cat port)")]
    [InlineData("-lk --max-conns 1 --allow-file list --port-file port 127.0.0.1 0", "127.0.0.1 $(cat port)")]
    [InlineData("-lk --max-conns 1 --ready-fd 9 --port-file port -U socket 9>/dev/null", "-U socket")]
    public async Task The_program_has_the_descriptors_that_nc_was_given_and_the_socket(string listener, string where)
    {
        using Scratch scratch = new();
        const string Look = "'cd /proc/$$/fd; echo * >&0; readlink 0 1; grep flags ../fdinfo/0'";
        string line = $"echo 127.0.0.1 >list; exec 7</dev/null; sh -c 'cd /proc/$$/fd; echo *' >plain; {NativeProgram.Path} {listener} --sh-exec {Look} </dev/null & {Await}" +
            $"for i in 1 2 3; do $NC {where} >got </dev/null; done; kill $!; diff plain <(head -n 1 got) && tail -n +2 got";
        string[] lines = (await Pipeline.Run(line, scratch)).TrimEnd('\n').Split('\n');
        Assert.StartsWith("socket:", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[0], lines[1]);
        Assert.Equal(0, Convert.ToInt32(lines[2].Split('\t')[1], 8) & 0x800);
    }

    [NativeTheory]
    [InlineData("")]
    [InlineData("--allow-file list")]
    public async Task The_program_starts_with_SIGPIPE_as_it_is_by_default_and_no_signal_blocked(string lists)
    {
        using Scratch scratch = new();
        string line = $"echo 127.0.0.1 >list; $NC -l {lists} --port-file port 127.0.0.1 0 --exec grep ^Sig[BI] /proc/self/status & {Await} $NC -d 127.0.0.1 $port; wait";
        string[] lines = (await Pipeline.Run(line, scratch)).Split('\n');
        Assert.Equal("SigBlk:\t0000000000000000", lines[0]);
        Assert.StartsWith("SigIgn:", lines[1], StringComparison.Ordinal);
        Assert.Equal(0ul, ulong.Parse(lines[1].Split('\t')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1 << 12));
    }

    [NativeTheory]
    [InlineData(2, "INT")]
    [InlineData(15, "TERM")]
    public async Task A_signal_ends_the_programs_and_then_nc(int number, string signal)
    {
        using Scratch scratch = new();
        string line = $"env --default-signal=INT {NativeProgram.Path} -lk --port-file port 127.0.0.1 0 --exec sleep 1000 & echo $! >pid; wait $!; [ $? = {128 + number} ]";
        await using Pipeline shell = Pipeline.Start(line, scratch);
        int port = await PortOf(scratch);
        int nc = int.Parse(await File.ReadAllTextAsync(scratch.Path("pid")), CultureInfo.InvariantCulture);
        using TcpClient one = await Said(port, "");
        using TcpClient two = await Said(port, "");
        IReadOnlyList<int> programs = [];
        await Until.Holds(() => (programs = ProcessTable.ChildrenOf(nc)).Count == 2);
        _ = await Pipeline.Run($"kill -{signal} {nc}", scratch);
        _ = await shell.End();
        await Until.Holds(() => programs.All(ProcessTable.IsGone));
    }

    internal static async Task<int> PortOf(Scratch scratch)
    {
        await Until.Holds(() => File.Exists(scratch.Path("port")));
        return int.Parse(await File.ReadAllTextAsync(scratch.Path("port")), CultureInfo.InvariantCulture);
    }

    internal static async Task<TcpClient> Said(int port, string text)
    {
        TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
        return client;
    }

    private static async Task<string> Heard(TcpClient client)
    {
        byte[] bytes = new byte[100];
        int length = await client.GetStream().ReadAsync(bytes).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        return Encoding.ASCII.GetString(bytes, 0, length);
    }

    /// <summary>Sends bytes that depend on the number to the server, and receives all of them back.</summary>
    internal static async Task Echoed(int port, int number)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await Echoed(client, number);
    }

    /// <summary>The same with a connected client.</summary>
    internal static async Task Echoed(TcpClient client, int number)
    {
        byte[] sent = new byte[5000 + number];
        for (int i = 0; i < sent.Length; i++)
        {
            sent[i] = (byte)((i * 31) + number);
        }

        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(sent);
        client.Client.Shutdown(SocketShutdown.Send);
        using MemoryStream got = new();
        await stream.CopyToAsync(got).WaitAsync(TimeSpan.FromSeconds(100));
        Assert.True(got.GetBuffer().AsSpan(0, (int)got.Length).SequenceEqual(sent), $"client {number} got {got.Length} bytes");
    }
}
