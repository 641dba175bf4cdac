using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NetCat.Sharp.Differential.Outside;
using NetCat.Sharp.Differential.Transcripts;

namespace NetCat.Sharp.Differential.Running;

/// <content>What can be observed from outside while a process runs.</content>
internal sealed partial class ScenarioRun
{
    /// <summary>A second is 100 ticks of processor time: a process that spins uses most of them, one that waits uses none.</summary>
    private const int FewTicks = 10;

    private static readonly TimeSpan s_watch = TimeSpan.FromSeconds(1.2);

    /// <summary>Records every socket of the process.</summary>
    internal void Look(string when, NcProcess process)
    {
        int count = 0;
        foreach (NetRow row in NetRow.Of(process.Id).Where(row => !row.AsksForName))
        {
            count++;
            string options = SocketOption.Describe(process.Id, row);
            string line = string.Create(CultureInfo.InvariantCulture, $"{process.Name} {when}: {row.Table} fd {row.Fd} {row.State} {row.Local} to {row.Remote} {options}");
            _looks.Enqueue(new TranscriptLine(Bits.Sockets, line));
        }

        foreach (UnixRow row in UnixRow.Of(process.Id))
        {
            count++;
            _looks.Enqueue(new TranscriptLine(Bits.Sockets, $"{process.Name} {when}: {row}"));
        }

        _looks.Enqueue(new TranscriptLine(Bits.Sockets, string.Create(CultureInfo.InvariantCulture, $"{process.Name} {when}: {count} sockets")));
    }

    /// <summary>Records the output of a command; process numbers are masked.</summary>
    private async Task Show(string command)
    {
        List<string> words = Words.Split(lease.Fill(command));
        ChildResult result = await ChildProcess.Run(words[0], words.Skip(1));
        string text = ProcessNumber().Replace(Gap().Replace(result.StandardOutput.Trim(), " "), "pid=PID").Replace("fd=", "fd ", StringComparison.Ordinal);
        _looks.Enqueue(new TranscriptLine(Bits.Sockets, $"{command}: {text}"));
    }

    [GeneratedRegex(@"\bpid=\d+")]
    private static partial Regex ProcessNumber();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gap();

    /// <summary>
    /// Records whether the process uses the processor. On a busy machine a process that spins gets few ticks, but it never sleeps: the watch ends
    /// when the time has passed and the process sleeps.
    /// </summary>
    private async Task Rest(NcProcess process)
    {
        long before = ProcessTable.TicksOf(process.Id);
        long start = Stopwatch.GetTimestamp();
        bool Spins() => ProcessTable.TicksOf(process.Id) - before > FewTicks;
        bool sleeps = await Until.True(
            () => Spins() || (Stopwatch.GetElapsedTime(start) > s_watch && Asleep.Mark(process.Id) is not null), Patience, Over);
        bool spins = !sleeps || Spins();
        _looks.Enqueue(new TranscriptLine(Bits.Sockets, $"{process.Name} {(spins ? "uses" : "leaves alone")} the processor"));
    }

    private void SendUnbound(Step.UnixDatagram datagram)
    {
        Act();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        _ = socket.SendTo(datagram.Bytes, new UnixDomainSocketEndPoint(Path.Combine(lease.Directory, datagram.Path)));
    }
}
