using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>A file that an option names, written beside the data. When a write fails, one line reports it and the transfer continues.</summary>
internal sealed class SideFile
{
    /// <summary>What a pipe that poll(2) finds writable takes without waiting (pipe(7), PIPE_BUF).</summary>
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

    /// <summary>A target that names a descriptor, by its number or as /dev/fd/N, checked before nc opens anything under that number.</summary>
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

    /// <summary>Waits for the reader of a FIFO, as a shell's redirection does, for as long as there is time.</summary>
    /// <param name="call">Reports what goes wrong.</param>
    /// <param name="target">Where to write.</param>
    /// <param name="option">The option that names the file, without its dashes.</param>
    /// <param name="appends">Adds to a file; otherwise replaces what it holds.</param>
    /// <param name="waits">A write waits for a slow reader, and nothing is lost. Otherwise what it does not take is kept, up to a limit.</param>
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

    /// <summary>All of it, in one write(2) where the descriptor takes it.</summary>
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

    /// <summary>Waits until a slow reader has taken what was kept, at the longest until the deadline.</summary>
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
