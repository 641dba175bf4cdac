using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Outside;
using NetCat.Sharp.Differential.Programs;
using NetCat.Sharp.Differential.Transcripts;

namespace NetCat.Sharp.Differential.Running;

/// <summary>One run of a scenario: the state that its processes and scripts share.</summary>
internal sealed partial class ScenarioRun(Scenario scenario, NcProgram program, AddressLease lease) : IDisposable
{
    /// <summary>The limit of a scripted step.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>A process that sleeps this long after everything is delivered is idle.</summary>
    private static readonly TimeSpan s_sound = TimeSpan.FromMilliseconds(80);

    /// <summary>A step that comes later than this may come after a timer of nc that it must precede.</summary>
    private static readonly TimeSpan s_late = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _marks = new();
    private readonly ConcurrentQueue<TranscriptLine> _looks = new();
    private readonly ConcurrentQueue<Timing> _stamps = new();
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource<NcProcess>[] _started =
        [.. Enumerable.Range(0, 1 + scenario.Then.Count).Select(_ => new TaskCompletionSource<NcProcess>(TaskCreationOptions.RunContinuationsAsynchronously))];

    private readonly TaskCompletionSource<NcProcess>[] _ready =
        [.. Enumerable.Range(0, 1 + scenario.Then.Count).Select(_ => new TaskCompletionSource<NcProcess>(TaskCreationOptions.RunContinuationsAsynchronously))];

    private readonly WaitClock _waiting = new();

    private long _lastAct = Stopwatch.GetTimestamp();

    internal Scenario Scenario => scenario;

    internal NcProgram Program => program;

    internal AddressLease AddressLease => lease;

    internal NetworkNamespace? NetworkNamespace { get; } = NetworkNamespace.For(scenario);

    /// <summary>Cancelled when no waiting step can succeed any more.</summary>
    internal CancellationToken Over => _over.Token;

    /// <summary>Whether a step came too late: the transcript then shows nothing about the program.</summary>
    internal bool WasLate { get; private set; }

    /// <summary>The time since the last step, for measurements.</summary>
    internal TimeSpan SinceLastAct => Stopwatch.GetElapsedTime(Volatile.Read(ref _lastAct));

    /// <summary>Whether a waiting loop has seen no step for longer than the limit. Called once in each pass of the loop.</summary>
    internal bool HasWaited(TimeSpan limit) => _waiting.Look() > limit;

    internal IEnumerable<TranscriptLine> Looks => _looks.OrderBy(line => line.Text, StringComparer.Ordinal);

    internal IReadOnlyList<Timing> Stamps => [.. _stamps];

    internal Task<NcProcess> Started(int run) => _started[run].Task.WaitAsync(Over);

    internal void HasStarted(int run, NcProcess process) => _started[run].SetResult(process);

    /// <summary>The process, once it listens, is bound, is connected, or has ended.</summary>
    internal Task<NcProcess> Ready(int run) => _ready[run].Task.WaitAsync(Over);

    internal Task Marked(string name) => MarkOf(name).Task.WaitAsync(Over);

    internal void Mark(string name) => _ = MarkOf(name).TrySetResult();

    /// <summary>Whether no step was made since a process was started: measured times then include its start-up.</summary>
    internal bool HasOnlyStarted { get; private set; }

    /// <summary>Notes the time: a script has just done something that nc will react to.</summary>
    internal void Act(bool isStart = false)
    {
        HasOnlyStarted = isStart;
        Volatile.Write(ref _lastAct, Stopwatch.GetTimestamp());
        _waiting.Restart();
    }

    internal void GiveUp() => _over.Cancel();

    internal async Task Take(Step step)
    {
        switch (step)
        {
            case Step.Mark mark:
                Mark(mark.Name);
                break;
            case Step.Await wait:
                await Marked(wait.Name);
                break;
            case Step.Ready ready:
                _ = await Ready(ready.Run);
                break;
            case Step.Printed printed:
                NcProcess writer = await Started(printed.Run);
                _ = await Until.True(() => writer.Printed >= printed.Bytes || writer.Exit.IsCompleted, Patience, Over);
                break;
            case Step.OnScreen shown:
                NcProcess shower = await Started(shown.Run);
                _ = await Until.True(() => shower.Screen!.Shows(shown.Text) || shower.Exit.IsCompleted, Patience, Over);
                break;
            case Step.LookAtSignals look:
                NcProcess receiver = await Started(look.Run);
                _looks.Enqueue(new TranscriptLine(Bits.None, $"{receiver.Name} {look.When}: {SignalMasks.Of(receiver.Id)}"));
                break;
            case Step.Connected connected:
                _ = await Sees(connected.Run, row => row.IsConnected, row => row.IsConnected);
                break;
            case Step.InState wanted:
                _ = await Sees(wanted.Run, row => row.State == wanted.State, _ => false);
                break;
            case Step.Settled settled:
                _ = await Sound(await Started(settled.Run));
                break;
            case Step.Gone gone:
                _ = await (await Started(gone.Run)).Exit.WaitAsync(Over);
                break;
            case Step.Seconds seconds:
                long begun = Stopwatch.GetTimestamp();
                await Until.Passed(TimeSpan.FromSeconds(seconds.Length), Over);
                WasLate |= Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(seconds.Length) + s_late;
                break;
            case Step.StartClock:
                Act();
                break;
            case Step.Stamp stamp:
                _stamps.Enqueue(new Timing(stamp.What, SinceLastAct.TotalSeconds, HasOnlyStarted));
                break;
            case Step.Look look:
                Look(look.When, await Started(look.Run));
                break;
            case Step.UnixDatagram datagram:
                SendUnbound(datagram);
                break;
            case Step.Rests rests:
                await Rest(await Started(rests.Run));
                break;
            case Step.Shown shown:
                await Show(shown.Command);
                break;
            case Step.LimitDescriptors limit:
                Libc.LimitDescriptors((await Started(limit.Run)).Id, limit.Below);
                break;
            case Step.Signal signal:
                await Signal(signal);
                break;
            default:
                throw new InvalidOperationException($"{step} is not a step of this script");
        }
    }

    /// <summary>Waits until the process is ready; a listener's sockets are recorded before any peer connects.</summary>
    internal async Task AwaitReady(int run, NcRun what)
    {
        bool isReady = await Sees(run, row => row.IsReady || row.IsConnected, row => row.IsReady || row.IsConnected);
        NcProcess process = await Started(run);
        if (isReady && Words.Split(what.Arguments).Exists(word => word is ['-', not '-', ..] && word.Contains('l', StringComparison.Ordinal)))
        {
            Look("ready", process);
        }

        _ready[run].SetResult(process);
    }

    /// <summary>Waits until the process has slept for a while without a context switch; false if it never does.</summary>
    internal async Task<bool> Sound(NcProcess process)
    {
        string? before = null;
        long since = 0;
        return await Until.True(
            () =>
            {
                string? now = process.Exit.IsCompleted || Asleep.IsStopped(process.Id) ? "gone" : Asleep.Mark(process.Id);
                if (now is null || now != before)
                {
                    before = now;
                    since = Stopwatch.GetTimestamp();
                }

                return now == "gone" || (now is not null && Stopwatch.GetElapsedTime(since) > s_sound);
            },
            Patience,
            Over);
    }

    internal async Task<bool> Sees(int run, Func<NetRow, bool> wanted, Func<UnixRow, bool> wantedOfUnix)
    {
        NcProcess process = await Started(run);
        bool seen = false;
        _ = await Until.True(
            () =>
            {
                seen = NetRow.Of(process.Id).Exists(row => wanted(row)) || UnixRow.Of(process.Id).Exists(row => wantedOfUnix(row));
                return seen || process.Exit.IsCompleted;
            },
            Patience,
            Over);
        return seen;
    }

    public void Dispose()
    {
        _over.Dispose();
        NetworkNamespace?.Dispose();
    }

    private async Task Signal(Step.Signal signal)
    {
        NcProcess process = await Started(signal.Run);
        Act();
        process.Signal(signal.Number);
        if (signal.Number == Script.Stop)
        {
            _ = await Until.True(() => Asleep.IsStopped(process.Id), Patience, Over);
        }
    }

    private TaskCompletionSource MarkOf(string name)
        => _marks.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
