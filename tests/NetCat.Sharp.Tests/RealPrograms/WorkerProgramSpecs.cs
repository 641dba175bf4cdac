using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--workers with --exec and --sh-exec: each worker runs the programs of the clients that the kernel gives to it.</summary>
public sealed class WorkerProgramSpecs(Certificates certificates) : IClassFixture<Certificates>
{
    [NativeTheory]
    [InlineData("--exec cat")]
    [InlineData("--sh-exec 'exec cat'")]
    public async Task Two_hundred_clients_are_spread_over_the_workers_and_every_byte_comes_back(string program)
    {
        using Scratch scratch = new();
        await using Pipeline nc = Pipeline.Start($"exec {NativeProgram.Path} -lk --workers 3 --max-conns 200 --port-file port 127.0.0.1 0 {program}", scratch);
        int port = await ExecSpecs.PortOf(scratch);
        await ExecSpecs.Echoed(port, 0);
        await Until.Holds(() => ProcessTable.ChildrenOf(nc.ProcessId).Count == 0);
        int descriptors = ProcessTable.DescriptorsOf(nc.ProcessId);
        TcpClient[] clients = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => ExecSpecs.Said(port, "")));
        await Until.Holds(() => ProcessTable.ChildrenOf(nc.ProcessId).Count == 200);
        Assert.Equal(3, ProcessTable.ThreadsWithChildren(nc.ProcessId));
        await Task.WhenAll(clients.Select(ExecSpecs.Echoed));
        await Until.Holds(() => ProcessTable.ChildrenOf(nc.ProcessId).Count == 0 && ProcessTable.DescriptorsOf(nc.ProcessId) <= descriptors);
        Array.ForEach(clients, static client => client.Dispose());
    }

    [NativeFact]
    public async Task The_limit_of_programs_is_that_of_all_workers_together()
    {
        using Scratch scratch = new();
        await using Pipeline nc = Pipeline.Start($"exec {NativeProgram.Path} -lk --workers 3 --max-conns 4 --port-file port 127.0.0.1 0 --exec cat", scratch);
        int port = await ExecSpecs.PortOf(scratch);
        Task all = Task.WhenAll(Enumerable.Range(0, 200).Select(number => ExecSpecs.Echoed(port, number)));
        int most = 0;
        while (!all.IsCompleted)
        {
            most = Math.Max(most, ProcessTable.ChildrenOf(nc.ProcessId).Count);
            _ = await Task.WhenAny(all, Task.Delay(5));
        }

        await all;
        Assert.InRange(most, 1, 4);

        // All places are free again.
        TcpClient[] held = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => ExecSpecs.Said(port, "")));
        await Until.Holds(() => ProcessTable.ChildrenOf(nc.ProcessId).Count == 4);
        Array.ForEach(held, static client => client.Dispose());
    }

    [NativeTheory]
    [InlineData(2, "INT")]
    [InlineData(15, "TERM")]
    public async Task A_signal_ends_the_programs_of_all_workers_and_each_has_its_event(int number, string signal)
    {
        using Scratch scratch = new();
        string line = $"env --default-signal=INT {NativeProgram.Path} -lk --workers 3 --events e --port-file port 127.0.0.1 0 --exec sleep 1000 & echo $! >pid; wait $!; echo $?; " +
            "grep -c '\"reason\":\"signal\"' e; grep -vc '^{.*}$' e; true";
        await using Pipeline shell = Pipeline.Start(line, scratch);
        int port = await ExecSpecs.PortOf(scratch);
        int nc = int.Parse(await File.ReadAllTextAsync(scratch.Path("pid")), CultureInfo.InvariantCulture);
        TcpClient[] clients = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => ExecSpecs.Said(port, "")));
        IReadOnlyList<int> programs = [];
        await Until.Holds(() => (programs = ProcessTable.ChildrenOf(nc)).Count == 40);
        _ = await Pipeline.Run($"kill -{signal} {nc}", scratch);
        Assert.Equal($"{128 + number}\n40\n0\n", await shell.End());
        await Until.Holds(() => programs.All(ProcessTable.IsGone));
        Array.ForEach(clients, static client => client.Dispose());
    }

    [NativeTheory]
    [InlineData("--workers 3")]
    [InlineData("")]
    public async Task With_grace_programs_end_by_themselves_after_SIGTERM(string workers)
    {
        using Scratch scratch = new();
        string line = $"{NativeProgram.Path} -lk {workers} --grace 100s --events e --port-file port 127.0.0.1 0 --exec cat & nc=$!; {Await}" +
            "mkfifo a; for i in 1 2 3 4 5 6 7 8; do { echo $i; read end; } <a 3>&- | $NC -N 127.0.0.1 $port >got.$i 3>&- & all=\"$all $!\"; done; exec 3>a; " +
            "until [ $(cat got.* | grep -c .) = 8 ]; do sleep 0.01; done; kill $nc; until [ $(ss -tlnH sport = :$port | grep -c .) = 0 ]; do sleep 0.01; done; exec 3>&-; " +
            "wait $nc; echo $?; wait $all; cat got.* | sort | tr -d '\\n'; grep -c 'program-ended' e";
        Assert.Equal("143\n123456788\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task When_descriptors_are_used_up_clients_wait_and_none_is_lost()
    {
        using Scratch scratch = new();
        await using Pipeline nc = Pipeline.Start($"ulimit -n 48; exec {NativeProgram.Path} -lk --workers 2 --port-file port 127.0.0.1 0 --exec cat 2>err", scratch);
        int port = await ExecSpecs.PortOf(scratch);
        TcpClient[] clients = await Task.WhenAll(Enumerable.Range(0, 80).Select(_ => ExecSpecs.Said(port, "")));
        await Until.Holds(() => File.ReadAllText(scratch.Path("err")).Contains("Too many open files", StringComparison.Ordinal));
        await Task.WhenAll(clients.Select(ExecSpecs.Echoed));
        await Until.Holds(() => ProcessTable.ChildrenOf(nc.ProcessId).Count == 0);
        Array.ForEach(clients, static client => client.Dispose());
    }

    [NativeFact]
    public async Task The_variables_are_those_of_each_client()
    {
        using Scratch scratch = new();
        await using Pipeline nc = Pipeline.Start($"exec {NativeProgram.Path} -lk --workers 4 --port-file port 127.0.0.1 0 --sh-exec 'echo $NCAT_REMOTE_PORT $TCPREMOTEPORT'", scratch);
        int port = await ExecSpecs.PortOf(scratch);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            using TcpClient client = await ExecSpecs.Said(port, "");
            int own = ((IPEndPoint)client.Client.LocalEndPoint!).Port;
            using StreamReader reader = new(client.GetStream());
            Assert.Equal($"{own} {own}\n", await reader.ReadToEndAsync());
        }));
    }

    [NativeFact]
    public async Task No_program_has_a_socket_of_another_client()
        => Assert.Equal("40\n40\n", await certificates.Run(
            Ready + "$NC -lk --workers 4 --tls-cert CERTS/server.pem --tls-key CERTS/server.key --port-file near 127.0.0.1 0 " +
            "--sh-exec 'ls -l /proc/$$/fd | grep -c \"socket:\\|anon_inode\"; cat' & ready near; " +
            "for i in $(seq 40); do echo $i | $NC -N --strict --tls-ca CERTS/ca.pem localhost $(cat near) >got.$i & all=\"$all $!\"; done; wait $all; " +
            "cat got.* | grep -cx 2 | awk '{ print $1 - 1 }'; cat got.* | sort -n | uniq | grep -c ."));

    [NativeFact]
    public async Task SIGHUP_reads_the_lists_again_for_all_workers()
    {
        using Scratch scratch = new();
        string line = $"echo 127.0.0.1 >list; {NativeProgram.Path} -lk --workers 3 --deny-file list --port-file port 127.0.0.1 0 --exec cat & nc=$!; {Await}" +
            "ask() { echo hello | $NC -N 127.0.0.1 $port 2>/dev/null; }; for i in 1 2 3 4 5 6; do ask; done; : >list; kill -HUP $nc; until ask | grep -q hello; do :; done; " +
            "for i in 1 2 3 4 5 6 7 8 9; do ask; done | grep -c hello; kill $nc";
        Assert.Equal("9\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory]
    [InlineData("--workers 3")]
    [InlineData("")]
    public async Task The_accept_timeout_runs_while_no_worker_has_a_client(string workers)
    {
        using Scratch scratch = new();
        string line = $"$NC -lk {workers} --accept-timeout 500ms --port-file port 127.0.0.1 0 --sh-exec 'sleep 1.5; echo late' 2>err & nc=$!; {Await}" +
            "$NC -d 127.0.0.1 $port; wait $nc; echo $?; cat err";
        Assert.Equal("late\n1\nnc: accept timeout is over\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_program_that_cannot_be_run_any_more_affects_only_its_client()
    {
        using Scratch scratch = new();
        string line = $"cp /bin/cat mine; {NativeProgram.Path} -lk --workers 2 --events e --port-file port 127.0.0.1 0 --exec ./mine 2>err & nc=$!; {Await}" +
            "mv mine away; for i in 1 2 3 4; do echo hello | $NC -N 127.0.0.1 $port 2>/dev/null; done; mv away mine; echo again | $NC -N 127.0.0.1 $port; sort -u err; " +
            "kill $nc; wait $nc; grep -c '\"reason\":\"error\"' e";
        Assert.Equal("again\nnc: ./mine: No such file or directory\n4\n", await Pipeline.Run(line, scratch));
    }
}
