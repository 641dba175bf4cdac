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

/// <summary>ScenarioRuns a scenario on a program and writes the transcript.</summary>
internal static class ScenarioRunner
{
    /// <summary>After the last process has ended, what it sent is still on its way for this long at most.</summary>
    private static readonly TimeSpan s_afterwards = TimeSpan.FromMilliseconds(700);

    /// <summary>Most of a play is waiting, so there are more of them than processors.</summary>
    private static readonly SemaphoreSlim s_stages = new(int.Parse(Environment.GetEnvironmentVariable("NCSHARP_PLAYS") ?? "8", CultureInfo.InvariantCulture));

    internal static async Task<Transcript> Perform(Scenario scenario, NcProgram program)
    {
        await s_stages.WaitAsync();
        try
        {
            using var place = AddressLease.Take(scenario.V6);
            place.Make(scenario.Made);
            using var play = new ScenarioRun(scenario, program, place);
            List<FarEnd> ends = [.. scenario.Peers.Select((peer, index) => FarEnd.Of(play, peer, Name("peer", index)))];
            try
            {
                return await Perform(play, ends);
            }
            finally
            {
                ends.ForEach(end => end.Dispose());
            }
        }
        finally
        {
            _ = s_stages.Release();
        }
    }

    private static async Task<Transcript> Perform(ScenarioRun play, List<FarEnd> ends)
    {
        ends.ForEach(end => end.Open());
        var processes = new List<NcProcess>();
        List<Task> scripts = [.. ends.Select(end => end.Perform()), Meanwhile(play)];
        try
        {
            await StartAll(play, processes, scripts);
            await Outlast(play, processes, ends, Task.WhenAll(scripts));
            return await Write(play, processes, ends);
        }
        finally
        {
            play.GiveUp();
            foreach (NcProcess process in processes)
            {
                await process.End();
                process.Dispose();
            }
        }
    }

    private static async Task StartAll(ScenarioRun play, List<NcProcess> processes, List<Task> scripts)
    {
        Scenario scenario = play.Scenario;
        var first = new NcRun(scenario.Nc) { Stdin = scenario.Stdin, Stdout = scenario.Stdout };
        int run = 0;
        foreach (NcRun what in scenario.Then.Prepend(first))
        {
            if (what.After is { } mark)
            {
                await play.Marked(mark).WaitAsync(ScenarioRun.Patience);
            }
            else if (run > 0)
            {
                _ = await play.Ready(run - 1);
            }

            NcProcess process = await NcProcess.Start(play, run, what, run == 0 && scenario.StderrClosed);
            processes.Add(process);
            scripts.Add(Forgiving(process.FeedStdin()));
            scripts.Add(Forgiving(play.AwaitReady(run, what)));
            run++;
        }
    }

    /// <summary>Waits for the point at which the play is looked at.</summary>
    private static async Task Outlast(ScenarioRun play, List<NcProcess> processes, List<FarEnd> ends, Task scripts)
    {
        if (play.Scenario.Stays)
        {
            _ = await Task.WhenAny(scripts, Until.True(() => play.SinceLastAct > ScenarioRun.Patience, TimeSpan.MaxValue, default));
            foreach (NcProcess process in processes)
            {
                process.IsAsleep = await play.Sound(process);
            }

            play.GiveUp();
            await scripts;
            return;
        }

        bool IsOver() => processes.TrueForAll(process => process.Exit.IsCompleted);
        _ = await Until.True(() => IsOver() || play.SinceLastAct.TotalSeconds > play.Scenario.Patience, TimeSpan.MaxValue, default);
        _ = await Until.True(() => scripts.IsCompleted, s_afterwards, default);
        if (ends.Exists(end => end.HasVisitor))
        {
            // Who was connected in time is met, however busy the machine is.
            _ = await Until.True(() => !ends.Exists(end => end.HasVisitor), ScenarioRun.Patience, default);
            _ = await Until.True(() => scripts.IsCompleted, s_afterwards, default);
        }

        play.GiveUp();
        await scripts;
    }

    private static async Task<Transcript> Write(ScenarioRun play, List<NcProcess> processes, List<FarEnd> ends)
    {
        var lines = new List<TranscriptLine>();
        var times = new List<Timing>(play.Stamps);
        bool runs = !processes[0].Exit.IsCompleted;
        foreach (FarEnd end in ends)
        {
            await end.Drain(runs);
        }

        if (play.Scenario.Timed && !runs)
        {
            times.Add(new Timing("ended", processes[0].EndedAfter, play.HasOnlyStarted));
        }

        // All are written down before one is ended: its end would be seen by the others.
        foreach (NcProcess process in processes)
        {
            lines.AddRange(await process.Finish());
        }

        string said = string.Concat(processes.Select(process => process.Stderr));
        if (play.Scenario.Files)
        {
            lines.AddRange((await Leavings.Of(play.AddressLease.Directory, said)).Select(line => new TranscriptLine(Bits.None, line)));
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

        string words = play.Scenario.Nc + string.Concat(play.Scenario.Then.Select(run => run.Arguments));
        string Normal(string text) => play.AddressLease.Normal(text, words, play.Program.Called);
        return new Transcript(
            [.. lines.Concat(play.Looks).Select(line => line with { Text = Normal(line.Text) })],
            times)
        {
            Stderr = Normal(processes[0].Stderr),
        };
    }

    private static Task Meanwhile(ScenarioRun play)
        => Forgiving(Steps(play));

    private static async Task Steps(ScenarioRun play)
    {
        foreach (Step step in play.Scenario.Meanwhile)
        {
            await play.Take(step);
        }
    }

    /// <summary>A script that can not go on because the play is over says so by what its process did.</summary>
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
