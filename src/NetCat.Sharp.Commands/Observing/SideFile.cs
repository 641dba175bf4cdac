using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Commands.Running;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Observing;

/// <summary>What is written beside the data. Where it cannot be written that is said once: no reason to hurt the data.</summary>
/// <param name="call">Who says it.</param>
/// <param name="descriptor">Open for writing.</param>
/// <param name="option">The option that asked for it, without its dashes.</param>
internal sealed class SideFile(RunContext call, int descriptor, string option)
{
    private bool _lost;

    /// <summary>A target that names a descriptor, by its number or as /dev/fd/N, looked at before nc opens anything under that number.</summary>
    /// <exception cref="NcExit">The descriptor is not open for writing.</exception>
    internal static SideTarget? Resolve(SideTarget? target, string option)
    {
        int descriptor = target is null ? -1 : target.File is { } file ? OutputFile.DescriptorOf(file) : target.Descriptor;
        return descriptor < 0
            ? target
            : OutputFile.IsWritable(descriptor)
                ? target! with { Descriptor = descriptor }
                : throw NcExit.Failed(target!.File ?? $"{option} fd {descriptor}", Constants.EBADF);
    }

    /// <summary>Waits for the reader of a FIFO, as a shell's redirection does, for as long as there is time.</summary>
    /// <exception cref="NcExit">The file cannot be opened, or the time is over.</exception>
    internal static SideFile Open(RunContext call, SideTarget target, string option, bool appends)
    {
        int descriptor = target.Descriptor >= 0 ? target.Descriptor : OutputFile.Open(target.File!, appends, waits: false);
        if (descriptor == -Constants.ENXIO && !TimedLookup.Ask(call.Deadline, () => descriptor = OutputFile.Open(target.File!, appends, waits: true)))
        {
            throw call.Deadline.Over();
        }

        return descriptor >= 0 ? new SideFile(call, descriptor, option) : throw NcExit.Failed(target.File!, -descriptor);
    }

    /// <summary>All of it, in one write(2) where the descriptor takes it.</summary>
    internal void Write(ReadOnlySpan<byte> bytes)
    {
        while (!_lost && !bytes.IsEmpty)
        {
            int written = Libc.Write(descriptor, bytes);
            if (written == -Constants.EAGAIN)
            {
                _ = Readiness.Await(descriptor, Constants.POLLOUT, -1);
            }
            else if (written < 0 && written != -Constants.EINTR)
            {
                _lost = true;
                call.Warn(string.Concat(option, ": ", SystemError.Text(-written)));
            }

            bytes = bytes[Math.Max(written, 0)..];
        }
    }
}
