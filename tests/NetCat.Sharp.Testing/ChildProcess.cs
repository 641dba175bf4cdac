using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.IO.Pipelines;
using System.Threading;
using System.Threading.Tasks;
using CliWrap;

namespace NetCat.Sharp.Testing;

/// <summary>
/// A process started with CliWrap whose stdin can be written and whose stdout and stderr can be read while it runs. Its output is always collected,
/// so that the process never blocks on a full pipe.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    private static readonly PipeOptions s_unlimited = new(pauseWriterThreshold: 0, resumeWriterThreshold: 0, useSynchronizationContext: false);

    /// <summary>
    /// The processes that run. They are killed when this process exits, also if a test run ends early or has started scenarios ahead.
    /// </summary>
    private static readonly ConcurrentDictionary<ChildProcess, bool> s_alive = new();

    private readonly CommandTask<CommandResult> _running;
    private readonly string _line;

    static ChildProcess()
        => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
        {
            foreach (ChildProcess child in s_alive.Keys)
            {
                _ = child.Signal(Signals.Kill);
            }
        };

    private ChildProcess(string program, IEnumerable<string> arguments, ChildOptions options)
    {
        Pipe input = new(s_unlimited), output = new(s_unlimited), error = new(s_unlimited);
        StandardInput = new StreamWriter(input.Writer.AsStream(), options.Encoding) { AutoFlush = true };
        StandardOutput = new StreamReader(output.Reader.AsStream(), options.Encoding);
        StandardError = new StreamReader(error.Reader.AsStream(), options.Encoding);
        Command command = Cli.Wrap(program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(options.Environment)
            .WithValidation(CommandResultValidation.None)
            .WithStandardInputPipe(PipeSource.Create((stream, token) => Forward(input.Reader, stream, token)))
            .WithStandardOutputPipe(PipeTarget.Create((stream, token) => Collect(stream, output.Writer, token)))
            .WithStandardErrorPipe(PipeTarget.Create((stream, token) => Collect(stream, error.Writer, token)));
        _line = $"{command.TargetFilePath} {command.Arguments}";
        _running = (options.Directory is { } directory ? command.WithWorkingDirectory(directory) : command).ExecuteAsync();
        s_alive[this] = true;
        Result = Ended(options.Limit);
    }

    /// <summary>Gets the process number.</summary>
    public int ProcessId => _running.ProcessId;

    /// <summary>Gets the process's stdin, a pipe that stays open until it is disposed.</summary>
    public StreamWriter StandardInput { get; }

    /// <summary>Gets the process's stdout.</summary>
    public StreamReader StandardOutput { get; }

    /// <summary>Gets the process's stderr.</summary>
    public StreamReader StandardError { get; }

    /// <summary>Gets the task that completes when the process has ended and every copy of its stdout and stderr is closed.</summary>
    public Task<ChildResult> Result { get; }

    /// <summary>Starts a program.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program, or no such directory.</exception>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, ChildOptions? options = null)
        => new(program, arguments, options ?? new ChildOptions());

    /// <summary>Runs a program to its end, with an stdin that is empty and stays open.</summary>
    public static async Task<ChildResult> Run(string program, IEnumerable<string> arguments, ChildOptions? options = null)
    {
        using ChildProcess child = Start(program, arguments, options);
        return await child.Result;
    }

    /// <summary>Sends a signal to this process only; false once it has ended.</summary>
    public bool Signal(int number) => !Result.IsCompleted && Signals.Send(ProcessId, number);

    /// <summary>Closes the process's stdin. This does not end the process.</summary>
    public void Dispose() => StandardInput.Dispose();

    private async Task<ChildResult> Ended(TimeSpan? limit)
    {
        Task<CommandResult> running = _running.Task;
        _ = running.ContinueWith(_ => s_alive.TryRemove(this, out bool _), TaskScheduler.Default);
        try
        {
            int status = (await running.WaitAsync(limit ?? Timeout.InfiniteTimeSpan)).ExitCode;
            return new ChildResult(status, StandardOutput.ReadToEnd, StandardError.ReadToEnd);
        }
        catch (TimeoutException)
        {
            _ = Signals.Send(ProcessId, Signals.Kill);
            throw new TimeoutException($"killed after {limit!.Value.TotalSeconds} s: {_line}");
        }
    }

    private static async Task Forward(PipeReader from, Stream to, CancellationToken token)
    {
        try
        {
            await from.CopyToAsync(to, token);
        }
        finally
        {
            // Further writes are discarded, as with a pipe that has no reader and SIGPIPE ignored.
            await from.CompleteAsync();
        }
    }

    private static async Task Collect(Stream from, PipeWriter to, CancellationToken token)
    {
        try
        {
            await from.CopyToAsync(to, token);
        }
        finally
        {
            await to.CompleteAsync();
        }
    }
}
