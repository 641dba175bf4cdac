using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>An output file of an option, separate from the data. If a write fails, one line reports it and the transfer continues.</summary>
internal sealed class SideFile
{
    /// <summary>The bytes that a pipe accepts without blocking if poll(2) reports it writable (pipe(7), PIPE_BUF).</summary>
    private const int NeverWaits = 4096;

    private readonly ProcessContext _call;
    private readonly int _descriptor;
    private readonly string _option;
    private readonly bool _isOnTerminal;
    private readonly bool _mayWait;
    private BackgroundWriter? _background;
    private bool _lost;
    private bool _toldOfGaps;

    private SideFile(ProcessContext call, int descriptor, string option, bool waits)
    {
        _call = call;
        _descriptor = descriptor;
        _option = option;
        _isOnTerminal = call.Status?.SharesWith(descriptor) ?? false;
        _mayWait = waits || OutputFile.NeverBlocks(descriptor);
    }

    /// <summary>Checks a descriptor, given by number or as /dev/fd/N, before nc opens a file that could get the same number.</summary>
    /// <exception cref="NcExit">The descriptor is not open for writing.</exception>
    internal static SideTarget? Resolve(SideTarget? target, string option)
    {
        int descriptor = target is null ? -1 : target.File is { } file ? OutputFile.DescriptorOf(file) : target.Descriptor;
        return descriptor < 0
            ? target
            : OutputFile.IsWritable(descriptor)
                ? target! with { Descriptor = descriptor }
                : throw NcExit.Failed(target!.File is { } name ? Printable.Of(name) : $"{option} fd {descriptor}", SystemError.NotOpen);
    }

    /// <summary>Opens the file. If it is a FIFO, waits for a reader until the time limit, like the redirection of a shell.</summary>
    /// <param name="call">Prints errors.</param>
    /// <param name="target">The file or the descriptor.</param>
    /// <param name="option">The option that names the file, without its dashes.</param>
    /// <param name="appends">Appends to the file; otherwise replaces its content.</param>
    /// <param name="waits">A write waits for a slow reader, so that nothing is lost. Otherwise the data is queued, up to a limit.</param>
    /// <exception cref="NcExit">The file cannot be opened, or the time is over.</exception>
    internal static SideFile Open(ProcessContext call, SideTarget target, string option, bool appends, bool waits)
    {
        int descriptor = target.Descriptor >= 0 ? target.Descriptor : OutputFile.Open(target.File!, appends, waits: false);
        if (OutputFile.LacksReader(descriptor) && !call.Limit.Allows(() => descriptor = OutputFile.Open(target.File!, appends, waits: true)))
        {
            throw call.Limit.Over();
        }

        return descriptor >= 0 ? new SideFile(call, descriptor, option, waits) : throw NcExit.Failed(Printable.Of(target.File!), -descriptor);
    }

    /// <summary>Writes all bytes, in one write(2) if the descriptor takes them.</summary>
    internal void Write(ReadOnlySpan<byte> bytes)
    {
        if (_isOnTerminal)
        {
            _call.Status!.Hide();
        }

        CheckBackground();
        while (!_lost && !bytes.IsEmpty)
        {
            if (!_mayWait && !IsReady(bytes.Length))
            {
                Keep(bytes);
                return;
            }

            int written = Writing.Some(_descriptor, bytes);
            if (SystemError.IsTransient(-written) && _mayWait)
            {
                _ = Readiness.AwaitRoom(_descriptor);
            }
            else if (written < 0 && !SystemError.IsTransient(-written))
            {
                Lose(-written);
            }

            bytes = bytes[Math.Max(written, 0)..];
        }
    }

    /// <summary>Waits until a slow reader has read the queued data, or until the deadline.</summary>
    internal void Finish(Deadline until)
    {
        _background?.Finish(until);
        CheckBackground();
    }

    private bool IsReady(int length)
        => length <= NeverWaits && (_background?.IsIdle ?? true) && Readiness.AwaitRoom(_descriptor, Deadline.Now);

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _background ??= new BackgroundWriter(_descriptor);
        if (!_background.Add(bytes) && !_toldOfGaps)
        {
            _toldOfGaps = true;
            _call.Warn(_option + ": the reader is too slow, some are lost");
        }
    }

    private void CheckBackground()
    {
        if (!_lost && _background is { Errno: not 0 and int errno })
        {
            Lose(errno);
        }
    }

    private void Lose(int errno)
    {
        _lost = true;
        _call.Warn(string.Concat(_option, ": ", SystemError.Text(errno)));
    }
}
