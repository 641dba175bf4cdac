using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Outside;
using NetCat.Sharp.Differential.Transcripts;

namespace NetCat.Sharp.Differential.Running;

/// <summary>A running nc: it is started with the descriptors of its scenario, watched, and signalled by its own process number.</summary>
internal sealed class NcProcess : IDisposable
{
    private const int KilledBy = 128;
    internal const int HeldFrom = 5;

    private readonly ChildProcess _command;
    private readonly InputSide _input;
    private readonly OutputSide _output;
    private readonly OutputSide _error;
    private readonly List<SharedDescriptor> _shared = [];
    private readonly int _run;
    private bool _ended;

    private NcProcess(ScenarioRun scenarioRun, int run, string name, ChildProcess command, InputSide input, OutputSide output, OutputSide error)
    {
        _command = command;
        _input = input;
        _output = output;
        _error = error;
        _run = run;
        Name = name;
        Id = command.ProcessId;
        ScenarioRun = scenarioRun;
        Exit = ExitOf(command.Result);
    }

    internal string Name { get; }

    internal int Id { get; }

    internal Task<int> Exit { get; }

    private ScenarioRun ScenarioRun { get; }

    /// <summary>The time from the last scripted step to its exit.</summary>
    internal double EndedAfter { get; private set; }

    /// <summary>Whether it became idle before the transcript was taken; null if the scenario does not stay.</summary>
    internal bool? IsAsleep { get; set; }

    internal long Printed => _output.Taken;

    internal TerminalScreen? Screen => _input.Screen;

    internal static async Task<NcProcess> Start(ScenarioRun scenarioRun, int run, NcRun what, bool stderrClosed)
    {
        string name = run == 0 ? "nc" : $"nc {run + 1}";
        var input = InputSide.Open(what.Stdin, scenarioRun, name);
        var output = OutputSide.Open(what.Stdout, scenarioRun, name);
        Output stderr = what.Stdout is Output.SameTerminal ? what.Stdout : new Output.Pipe();
        var error = OutputSide.Open(stderrClosed ? new Output.Closed() : stderr, scenarioRun, name);

        // The shell opens nc's descriptors, prints a line, waits for a line, and then execs nc, so that the process number stays the same. It needs
        // its own stdin and stdout for that, so nc's descriptors have other numbers until the exec.
        string script = $"exec {HeldFrom}{input.Redirection} {HeldFrom + 1}{output.Redirection} {HeldFrom + 2}{error.Redirection}; "
            + $"echo; read -r go; exec {Put(0, input.Redirection)} {Put(1, output.Redirection)} {Put(2, error.Redirection)}; "
            + $"exec {scenarioRun.NetworkNamespace?.Enter} {scenarioRun.Scenario.Under} {Watch(scenarioRun, name)} \"$0\" \"$@\"";
        List<string> words = ["-c", script, scenarioRun.Program.Called, .. Words.Split(scenarioRun.AddressLease.Fill(what.Arguments))];
        var options = new ChildOptions { Directory = scenarioRun.AddressLease.Directory, Environment = { ["LC_ALL"] = "C" } };
        foreach ((string variable, string value) in scenarioRun.Program.Environment.Concat(scenarioRun.Scenario.Environment))
        {
            options.Environment[variable] = value;
        }

        var command = ChildProcess.Start("/bin/sh", words, options);
        var process = new NcProcess(scenarioRun, run, name, command, input, output, error);
        _ = await command.StandardOutput.ReadLineAsync();
        process._shared.AddRange(SharedDescriptor.Of(process.Id, HeldFrom, "stdin"));
        process._shared.AddRange(SharedDescriptor.Of(process.Id, HeldFrom + 1, "stdout"));
        process._shared.AddRange(SharedDescriptor.Of(process.Id, HeldFrom + 2, "stderr"));

        output.Begin();
        error.Begin();
        scenarioRun.Act(isStart: true);
        await command.StandardInput.WriteLineAsync();
        await command.StandardInput.FlushAsync();
        scenarioRun.HasStarted(run, process);
        process.NoteTime();
        return process;
    }

    internal Task FeedStdin() => _input.Feed();

    internal void Signal(int number)
    {
        if (!Exit.IsCompleted)
        {
            _ = Signals.Send(Id, number);
        }
    }

    /// <summary>Writes its state and its output so far to the transcript.</summary>
    internal async Task<List<TranscriptLine>> Finish()
    {
        var lines = new List<TranscriptLine>();
        bool runs = !Exit.IsCompleted;
        if (runs)
        {
            Write(lines, Bits.None, IsAsleep switch { true => "runs, asleep", false => "runs, busy", null => "runs" });
        }
        else
        {
            int code = await Exit;
            Write(lines, Bits.None, code > KilledBy ? $"killed by signal {code - KilledBy}" : $"exit {code}");
        }

        foreach (SharedDescriptor shared in _shared)
        {
            Write(lines, Bits.None, shared.Describe());
            shared.Dispose();
        }

        if (Screen is not null)
        {
            Write(lines, Bits.None, $"terminal {Pattern.Describe(Screen.Shown())}");
        }

        Write(lines, Bits.Stdout, $"stdout {await _output.Collected(runs)}");
        string error = await _error.Collected(runs);
        Stderr = error;
        if (ScenarioRun.Scenario.Shuffled)
        {
            List<string> said = [.. error.Trim('"').Split("\\n")];
            List<string> ordered = [.. said.Order(StringComparer.Ordinal)];
            error = $"{string.Join("\\n", ordered)} {(said.SequenceEqual(ordered) ? "in order" : "out of order")}";
        }

        Write(lines, Bits.Stderr, $"stderr {error}");
        if (ScenarioRun.Scenario.Calls)
        {
            (await NetCalls.Of(CallsFile(ScenarioRun, Name), runs)).ForEach(call => Write(lines, Bits.None, $"calls {call}"));
        }

        if (_input.Leftover() is { } left)
        {
            Write(lines, Bits.Leftover, left);
        }

        return lines;
    }

    internal string Stderr { get; private set; } = "";

    internal async Task End()
    {
        if (!_ended)
        {
            _ended = true;
            Signal(9);
            _ = await Exit;
        }
    }

    public void Dispose()
    {
        foreach (SharedDescriptor shared in _shared)
        {
            shared.Dispose();
        }

        _input.Dispose();
        _output.Dispose();
        _error.Dispose();
        _command.Dispose();
    }

    private static string Watch(ScenarioRun scenarioRun, string name) => scenarioRun.Scenario.Calls ? NetCalls.Words(CallsFile(scenarioRun, name)) : "";

    private static string CallsFile(ScenarioRun scenarioRun, string name) => Path.Combine(scenarioRun.AddressLease.Directory, $"calls-of-{name.Replace(' ', '-')}");

    private void NoteTime()
        => _ = Exit.ContinueWith(_ => EndedAfter = ScenarioRun.SinceLastAct.TotalSeconds, TaskContinuationOptions.ExecuteSynchronously);

    private void Write(List<TranscriptLine> lines, Bits part, string text) => lines.Add(new TranscriptLine(part, $"{Name}: {text}"));

    /// <summary>Moves a held descriptor to its final number, or closes that number.</summary>
    private static string Put(int fd, string redirection)
        => redirection.EndsWith("&-", StringComparison.Ordinal) ? $"{fd}>&-" : $"{fd}>&{HeldFrom + fd} {HeldFrom + fd}>&-";

    /// <summary>The exec closes the shell's own stdout and stderr, so that the result is complete when nc ends.</summary>
    private static async Task<int> ExitOf(Task<ChildResult> result) => (await result).ExitCode;
}
