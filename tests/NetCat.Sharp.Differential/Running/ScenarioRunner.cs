using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Outside;
using NetCat.Sharp.Differential.Programs;
using NetCat.Sharp.Differential.Transcripts;

namespace NetCat.Sharp.Differential.Running;

/// <summary>Runs a scenario on a program and writes the transcript.</summary>
internal static class ScenarioRunner
{
    /// <summary>The limit for data to arrive at the far ends after the last process has ended.</summary>
    private static readonly TimeSpan s_afterwards = TimeSpan.FromMilliseconds(700);

    /// <summary>How many scenarios run at the same time: more than there are processors, because a scenario mostly waits.</summary>
    internal static int SideBySide { get; } = int.Parse(Environment.GetEnvironmentVariable("NCSHARP_PARALLEL") ?? "16", CultureInfo.InvariantCulture);

    private static readonly SemaphoreSlim s_slots = new(SideBySide);

    /// <summary>The transcript of a run. A run in which a step came too late is repeated, at most twice.</summary>
    internal static async Task<Transcript> Perform(Scenario scenario, NcProgram program)
    {
        await s_slots.WaitAsync();
        try
        {
            (Transcript transcript, bool wasLate) = await Once(scenario, program);
            for (int again = 0; wasLate && again < 2; again++)
            {
                (transcript, wasLate) = await Once(scenario, program);
            }

            return transcript;
        }
        finally
        {
            _ = s_slots.Release();
        }
    }

    private static async Task<(Transcript Transcript, bool WasLate)> Once(Scenario scenario, NcProgram program)
    {
        using var lease = AddressLease.Take(scenario.V6);
        lease.Make(scenario.Made);
        using var scenarioRun = new ScenarioRun(scenario, program, lease);
        List<FarEnd> ends = [.. scenario.Peers.Select((peer, index) => FarEnd.Of(scenarioRun, peer, Name("peer", index)))];
        try
        {
            return (await Perform(scenarioRun, ends), scenarioRun.WasLate);
        }
        finally
        {
            ends.ForEach(end => end.Dispose());
        }
    }

    private static async Task<Transcript> Perform(ScenarioRun scenarioRun, List<FarEnd> ends)
    {
        ends.ForEach(end => end.Open());
        var processes = new List<NcProcess>();
        List<Task> scripts = [.. ends.Select(end => end.Perform()), Meanwhile(scenarioRun)];
        try
        {
            await StartAll(scenarioRun, processes, scripts);
            await Outlast(scenarioRun, processes, ends, Task.WhenAll(scripts));
            return await Write(scenarioRun, processes, ends);
        }
        finally
        {
            scenarioRun.GiveUp();
            foreach (NcProcess process in processes)
            {
                await process.End();
                process.Dispose();
            }
        }
    }

    private static async Task StartAll(ScenarioRun scenarioRun, List<NcProcess> processes, List<Task> scripts)
    {
        Scenario scenario = scenarioRun.Scenario;
        var first = new NcRun(scenario.Nc) { Stdin = scenario.Stdin, Stdout = scenario.Stdout };
        int run = 0;
        foreach (NcRun what in scenario.Then.Prepend(first))
        {
            if (what.After is { } mark)
            {
                await scenarioRun.Marked(mark).WaitAsync(ScenarioRun.Patience);
            }
            else if (run > 0)
            {
                _ = await scenarioRun.Ready(run - 1);
            }

            NcProcess process = await NcProcess.Start(scenarioRun, run, what, run == 0 && scenario.StderrClosed);
            processes.Add(process);
            scripts.Add(Forgiving(process.FeedStdin()));
            scripts.Add(Forgiving(scenarioRun.AwaitReady(run, what)));
            run++;
        }
    }

    /// <summary>Waits until the transcript can be taken.</summary>
    private static async Task Outlast(ScenarioRun scenarioRun, List<NcProcess> processes, List<FarEnd> ends, Task scripts)
    {
        if (scenarioRun.Scenario.Stays)
        {
            _ = await Task.WhenAny(scripts, Until.True(() => scenarioRun.HasWaited(ScenarioRun.Patience), TimeSpan.MaxValue, default));
            foreach (NcProcess process in processes)
            {
                process.IsAsleep = await scenarioRun.Sound(process);
            }

            scenarioRun.GiveUp();
            await scripts;
            return;
        }

        bool IsOver() => processes.TrueForAll(process => process.Exit.IsCompleted);
        _ = await Until.True(() => IsOver() || scenarioRun.HasWaited(TimeSpan.FromSeconds(scenarioRun.Scenario.Patience)), TimeSpan.MaxValue, default);
        _ = await Until.True(() => scripts.IsCompleted, s_afterwards, default);
        if (ends.Exists(end => end.HasVisitor))
        {
            // A connection made in time is accepted, also on a busy machine.
            _ = await Until.True(() => !ends.Exists(end => end.HasVisitor), ScenarioRun.Patience, default);
            _ = await Until.True(() => scripts.IsCompleted, s_afterwards, default);
        }

        scenarioRun.GiveUp();
        await scripts;
    }

    private static async Task<Transcript> Write(ScenarioRun scenarioRun, List<NcProcess> processes, List<FarEnd> ends)
    {
        var lines = new List<TranscriptLine>();
        var times = new List<Timing>(scenarioRun.Stamps);
        bool runs = !processes[0].Exit.IsCompleted;
        foreach (FarEnd end in ends)
        {
            await end.Drain(runs);
        }

        if (scenarioRun.Scenario.Timed && !runs)
        {
            times.Add(new Timing("ended", processes[0].EndedAfter, scenarioRun.HasOnlyStarted));
        }

        // All are recorded before one is ended, because the others would see its end.
        foreach (NcProcess process in processes)
        {
            lines.AddRange(await process.Finish());
        }

        string said = string.Concat(processes.Select(process => process.Stderr));
        if (scenarioRun.Scenario.Files)
        {
            lines.AddRange((await Leavings.Of(scenarioRun.AddressLease.Directory, said)).Select(line => new TranscriptLine(Bits.None, line)));
        }

        foreach (NcProcess process in processes)
        {
            await process.End();
        }

        Leavings.Remove(said);
        foreach (FarEnd end in ends)
        {
            lines.AddRange(end.Report());
        }

        string words = scenarioRun.Scenario.Nc + string.Concat(scenarioRun.Scenario.Then.Select(run => run.Arguments));
        string Normal(string text) => scenarioRun.AddressLease.Normal(text, words, scenarioRun.Program.Called);
        return new Transcript(
            [.. lines.Concat(scenarioRun.Looks).Select(line => line with { Text = Normal(line.Text) })],
            times)
        {
            Stderr = Normal(processes[0].Stderr),
        };
    }

    private static Task Meanwhile(ScenarioRun scenarioRun)
        => Forgiving(Steps(scenarioRun));

    private static async Task Steps(ScenarioRun scenarioRun)
    {
        foreach (Step step in scenarioRun.Scenario.Meanwhile)
        {
            await scenarioRun.Take(step);
        }
    }

    /// <summary>A script that is cancelled because the run is over is no error: the transcript shows what its process did.</summary>
    private static async Task Forgiving(Task script)
    {
        try
        {
            await script;
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static string Name(string what, int index) => index == 0 ? what : FormattableString.Invariant($"{what} {index + 1}");
}
