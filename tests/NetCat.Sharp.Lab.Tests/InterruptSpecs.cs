using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>Ctrl-C during a run: the exit code, and that no process of the run is left.</summary>
public sealed class InterruptSpecs
{
    private const string Mark = "NCLAB_TEST_MARK";

    [Theory]
    [InlineData("tuple")]
    [InlineData("reuse matrix")]
    [InlineData("reuse timewait")]
    [InlineData("reuse balance --connections 20000 --sockets 16")]
    [InlineData("reuse balance --protocol udp --connections 20000")]
    [InlineData("udp-connect --nc nc.openbsd")]
    [InlineData("reuse owner")]
    public async Task An_interrupted_verb_leaves_no_process(string line)
    {
        (ChildProcess nclab, string mark) = Start(line);
        await Until.Holds(() => HasSocket(nclab.ProcessId) || nclab.Result.IsCompleted || Marked(mark).Count > 1, "a socket of the experiment");
        _ = nclab.Signal(Signals.Interrupt);
        ChildResult result = await nclab.Result;
        // The run may be done before the signal arrives, or the signal may end the program before its handler is set, which is also 130.
        Assert.True(result.ExitCode is 130 or 0 || (line == "reuse owner" && result.ExitCode == 77), $"{result.ExitCode} {result.StandardError}");
        Assert.Empty(Marked(mark));
    }

    [Fact]
    public async Task A_long_experiment_ends_at_SIGINT_with_130_and_no_output()
    {
        (ChildProcess nclab, string mark) = Start("reuse balance --connections 20000 --sockets 64");
        await Until.Holds(() => HasSocket(nclab.ProcessId), "a socket");
        Assert.True(nclab.Signal(Signals.Interrupt));
        ChildResult result = await nclab.Result;
        Assert.Equal((130, "", ""), (result.ExitCode, result.StandardOutput, result.StandardError));
        Assert.Empty(Marked(mark));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_interrupt_while_it_waits_for_a_key_leaves_no_netcat_and_no_socket(int stage)
    {
        int server = Ports.Free(), client = Ports.Free();
        (ChildProcess nclab, string mark) = Start($"udp-connect --step --nc nc.openbsd --server-port {server} --client-port {client}");
        var said = new StringBuilder();
        char[] one = new char[1];
        for (int next = 1; ; next++)
        {
            while (!said.ToString().EndsWith("press a key to go on ", StringComparison.Ordinal))
            {
                Assert.Equal(1, await nclab.StandardError.ReadAsync(one, 0, 1));
                _ = said.Append(one[0]);
            }

            if (next == stage)
            {
                break;
            }

            _ = said.Clear();
            await nclab.StandardInput.WriteLineAsync();
        }

        Assert.True(Marked(mark).Count > 1, "no netcat runs");
        Assert.True(nclab.Signal(Signals.Interrupt));
        Assert.Equal(130, (await nclab.Result).ExitCode);
        Assert.Empty(Marked(mark));
        Assert.False((SocketRow.States("udp", server).Count > 0) || (SocketRow.States("udp", client).Count > 0));
    }

    [Fact]
    public async Task An_interrupt_leaves_no_socket_in_TIME_WAIT()
    {
        (ChildProcess nclab, _) = Start("reuse timewait");
        var ports = new HashSet<int>();
        await Until.Holds(() => TimeWaitsOf(nclab.ProcessId, ports) || nclab.Result.IsCompleted, "a TIME_WAIT");
        _ = nclab.Signal(Signals.Interrupt);
        _ = await nclab.Result;
        Assert.All(ports, static port => Assert.Empty(SocketRow.States("tcp", port)));
    }

    private static (ChildProcess Nclab, string Mark) Start(string line)
    {
        string mark = Guid.NewGuid().ToString("N");
        return (Nclab.Start(line, new Dictionary<string, string> { [Mark] = mark }), mark);
    }

    /// <summary>Collects the listening ports of a process while it runs; true once a socket of one of them is in TIME_WAIT.</summary>
    private static bool TimeWaitsOf(int process, HashSet<int> ports)
    {
        Dictionary<string, int> inodes = SocketRow.Inodes(process);
        ports.UnionWith(SocketRow.In("tcp").Where(row => row.State == "LISTEN" && inodes.ContainsKey(row.Inode)).Select(static row => row.Local.Port));
        return ports.Any(static port => SocketRow.States("tcp", port).Contains("TIME_WAIT"));
    }

    /// <summary>Whether the process has an internet socket; the runtime always has a Unix socket.</summary>
    private static bool HasSocket(int process)
    {
        Dictionary<string, int> inodes = SocketRow.Inodes(process);
        return inodes.Count > 0 && SocketRow.All().Any(row => inodes.ContainsKey(row.Inode));
    }

    /// <summary>The running processes that have a mark in their environment, which children inherit.</summary>
    private static List<int> Marked(string mark)
    {
        List<int> found = [];
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out int process)
                && ProcFile.Text(directory + "/environ") is { } variables
                && variables.Contains($"{Mark}={mark}", StringComparison.Ordinal))
            {
                found.Add(process);
            }
        }

        return found;
    }
}
