using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// A pipeline as a user types it into bash. $NC is the native nc with a time limit, $PORT is the port of the other end. timeout(1) sets the limit:
/// it ends only the nc that it started, also if the test process has ended by then.
/// </summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private readonly ChildProcess _shell;

    private Pipeline(ChildProcess shell, int port)
    {
        _shell = shell;
        Port = port;
    }

    /// <summary>The port of the listener in this pipeline; for a sender the port that it was given.</summary>
    internal int Port { get; }

    /// <summary>The process id of the shell, or of the program that it has executed with exec.</summary>
    internal int ProcessId => _shell.ProcessId;

    internal Task Ended => _shell.Result;

    /// <summary>Starts a pipeline; <paramref name="nc"/> replaces the program $NC.</summary>
    internal static Pipeline Start(string line, Scratch directory, int port = 0, string? nc = null)
    {
        var shell = ChildProcess.Start("bash", ["-c", "set -o pipefail; " + line], new ChildOptions
        {
            Directory = directory.Root,
            Environment =
            {
                ["NC"] = "timeout 100 " + (nc ?? NativeProgram.Path),
                ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["LC_ALL"] = "C",
            },
        });
        return new Pipeline(shell, port);
    }

    /// <summary>Starts a pipeline with <c>$NC -lvn 127.0.0.1 0</c> in it, and reads the port from what nc reports.</summary>
    internal static async Task<Pipeline> Listen(string line, Scratch directory)
    {
        Pipeline pipeline = Start(line, directory);
        string report = await pipeline._shell.StandardError.ReadLineAsync().WaitAsync(s_patience) ?? "nothing";
        if (!int.TryParse(report.Split(' ').Last(), NumberStyles.None, CultureInfo.InvariantCulture, out int port))
        {
            throw new InvalidOperationException("instead of its port the listener reported: " + report);
        }

        return new Pipeline(pipeline._shell, port);
    }

    /// <summary>Runs a pipeline to its end, which must be successful, and returns its output.</summary>
    internal static async Task<string> Run(string line, Scratch directory, int port = 0)
    {
        await using Pipeline pipeline = Start(line, directory, port);
        return await pipeline.End();
    }

    internal async Task<string> End()
    {
        ChildResult result = await _shell.Result.WaitAsync(s_patience);
        return result.Success
            ? result.StandardOutput
            : throw new InvalidOperationException($"exit status {result.ExitCode}: {result.StandardError}");
    }

    /// <summary>Types a line into the pipeline's standard input, which stays open.</summary>
    internal async Task Type(string text)
    {
        await _shell.StandardInput.WriteLineAsync(text);
        await _shell.StandardInput.FlushAsync();
    }

    internal async Task<IReadOnlyList<string>> ReadLines(int count)
    {
        List<string> lines = [];
        while (lines.Count < count)
        {
            lines.Add(await _shell.StandardOutput.ReadLineAsync().WaitAsync(s_patience) ?? throw new InvalidOperationException("it ended"));
        }

        return lines;
    }

    /// <summary>Ends the shell, or the program that has replaced it by exec, if it still runs; timeout(1) passes the signal on to its nc.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_shell.Signal(Constants.SIGTERM))
        {
            _ = await _shell.Result.WaitAsync(s_patience);
        }

        _shell.Dispose();
    }
}
