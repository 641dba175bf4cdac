using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Medallion.Shell;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>Ctrl-C in the middle: the exit code, and that no process of the run is left.</summary>
public sealed class InterruptSpecs
{
    private const string Mark = "NCLAB_TEST_MARK";
    private static readonly string[] s_tables = ["tcp", "tcp6", "udp", "udp6"];

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
        (Command nclab, string mark) = Start(line);
        await Kernel.Until(() => HasSocket(nclab.ProcessId) || nclab.Task.IsCompleted || Marked(mark).Count > 1, "a socket of the experiment");
        _ = await nclab.TrySignalAsync(CommandSignal.ControlC);
        CommandResult result = await nclab.Task;
        // One that was done by then is done; that the signal comes before the program listens for it is the shell's 130 as well.
        Assert.True(result.ExitCode is 130 or 0 || (line == "reuse owner" && result.ExitCode == 77), $"{result.ExitCode} {result.StandardError}");
        Assert.Empty(Marked(mark));
    }

    [Fact]
    public async Task A_long_experiment_ends_at_once_with_130_and_says_nothing()
    {
        (Command nclab, string mark) = Start("reuse balance --connections 20000 --sockets 64");
        await Kernel.Until(() => HasSocket(nclab.ProcessId), "a socket");
        Assert.True(await nclab.TrySignalAsync(CommandSignal.ControlC));
        CommandResult result = await nclab.Task;
        Assert.Equal((130, "", ""), (result.ExitCode, result.StandardOutput, result.StandardError));
        Assert.Empty(Marked(mark));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Netcats_and_ports_go_while_it_waits_for_a_key(int stage)
    {
        int server = Kernel.FreePort(), client = Kernel.FreePort();
        (Command nclab, string mark) = Start($"udp-connect --step --nc nc.openbsd --server-port {server} --client-port {client}");
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
        Assert.True(await nclab.TrySignalAsync(CommandSignal.ControlC));
        Assert.Equal(130, (await nclab.Task).ExitCode);
        Assert.Empty(Marked(mark));
        Assert.False(Kernel.HasPort("udp", server) || Kernel.HasPort("udp", client));
    }

    [Fact]
    public async Task A_half_dead_socket_is_ended_also_then()
    {
        (Command nclab, _) = Start("reuse timewait");
        var ports = new HashSet<int>();
        await Kernel.Until(() => TimeWaitsOf(nclab.ProcessId, ports) || nclab.Task.IsCompleted, "a TIME_WAIT");
        _ = await nclab.TrySignalAsync(CommandSignal.ControlC);
        _ = await nclab.Task;
        Assert.All(ports, static port => Assert.Empty(Kernel.States("tcp", port)));
    }

    private static (Command Nclab, string Mark) Start(string line)
    {
        string mark = Guid.NewGuid().ToString("N");
        return (Nclab.Start(line, new Dictionary<string, string> { [Mark] = mark }), mark);
    }

    /// <summary>Listening ports of a process, gathered while it runs: those are the ones that go into TIME_WAIT.</summary>
    private static bool TimeWaitsOf(int process, HashSet<int> ports)
    {
        HashSet<string> inodes = [.. Sockets(process)];
        foreach (string[] fields in File.ReadLines("/proc/net/tcp").Skip(1).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (inodes.Contains($"socket:[{fields[9]}]") && fields[3] == "0A")
            {
                _ = ports.Add(int.Parse(fields[1].AsSpan()[^4..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            }
        }

        return ports.Any(static port => Kernel.States("tcp", port).Contains("06"));
    }

    /// <summary>Of the internet: the runtime has a Unix socket of its own from the start.</summary>
    private static bool HasSocket(int process)
    {
        HashSet<string> inodes = [.. Sockets(process)];
        return inodes.Count > 0 && s_tables
            .SelectMany(static table => File.ReadLines("/proc/net/" + table).Skip(1))
            .Any(line => inodes.Contains($"socket:[{line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[9]}]"));
    }

    private static string[] Sockets(int process)
    {
        try
        {
            return
            [
                .. Directory.EnumerateFileSystemEntries($"/proc/{process}/fd")
                    .Select(static entry => new FileInfo(entry).LinkTarget ?? "")
                    .Where(static target => target.StartsWith("socket:", StringComparison.Ordinal)),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The processes that run with a mark in their environment, which children inherit.</summary>
    private static List<int> Marked(string mark)
    {
        List<int> found = [];
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(directory), out int process)
                    && File.ReadAllText(directory + "/environ").Contains($"{Mark}={mark}", StringComparison.Ordinal))
                {
                    found.Add(process);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Gone, or somebody else's.
            }
        }

        return found;
    }
}
