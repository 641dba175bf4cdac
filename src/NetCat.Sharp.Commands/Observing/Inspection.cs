using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Relaying;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>--progress, --hex-dump and --hash of one session.</summary>
internal sealed class Inspection : IDisposable
{
    private readonly ProcessContext _call;
    private readonly ProgressLine? _progress;
    private readonly TransferSums? _sums;

    /// <summary>Begins with the session.</summary>
    internal Inspection(ProcessContext call, NcPlan plan, InspectionPlan inspection, SideFile? dumpFile, int socket)
    {
        _call = call;
        _sums = inspection.Hash is { } algorithm ? new TransferSums(algorithm) : null;
        _progress = call.Status is { } status ? new ProgressLine(status, Total(plan)) : null;
        HexDump? dump = dumpFile is null ? null : new HexDump(dumpFile, socket);
        ByteTap? sent = dump is null ? null : dump.Sent;
        ByteTap? received = dump is null ? null : dump.Received;
        if (call.Status is { } line && line.SharesWith(call.Stdout))
        {
            BeforeOutput = line.Hide;
            received += line.Follow;
        }

        ByteTaps = _sums is null ? new ByteTaps(sent, received) : new ByteTaps(sent + _sums.Sent, received + _sums.Received);
    }

    /// <summary>The taps of the two directions; without a tap the kernel may move the bytes.</summary>
    internal ByteTaps ByteTaps { get; }

    /// <summary>Called by the relay before it writes to stdout; null if stdout does not share the terminal with the progress line.</summary>
    internal Action? BeforeOutput { get; }

    /// <summary>Called by the relay while it runs; null if there is nothing to draw.</summary>
    internal Func<Relay, Deadline>? OnTick => _progress is null ? null : _progress.Beat;

    /// <summary>Checks before the first connection that the file and the algorithm are available.</summary>
    /// <returns>The file of the dump, which all sessions share, or null.</returns>
    /// <exception cref="NcExit">The file cannot be opened, or libcrypto cannot be loaded.</exception>
    internal static SideFile? Prepare(ProcessContext call, InspectionPlan inspection)
    {
        if (inspection.Hash is { } algorithm)
        {
            TransferSums.Check(algorithm);
        }

        return inspection.HexDump is { } target ? SideFile.Open(call, target, "hex-dump", appends: false, waits: true) : null;
    }

    /// <summary>Ends with the session.</summary>
    internal void End(Relay relay)
    {
        _progress?.End(relay);
        _sums?.Report(_call);
    }

    /// <inheritdoc/>
    public void Dispose() => _sums?.Dispose();

    /// <summary>The number of bytes to send, or -1 if it is not known; with -C it exceeds the size of stdin.</summary>
    private long Total(NcPlan plan) => plan.ReadsStdin && !plan.Relay.SendsCrLf ? FileReading.BytesLeft(_call.Stdin) : -1;
}
