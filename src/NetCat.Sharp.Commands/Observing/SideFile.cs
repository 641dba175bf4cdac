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
    private const int ReadableByAll = 0x1B6;

    private bool _lost;

    /// <exception cref="NcExit">The file cannot be opened, or the descriptor is not open.</exception>
    internal static SideFile Open(RunContext call, SideTarget target, string option, bool appends)
    {
        int flags = Constants.O_WRONLY | Constants.O_CREAT | Constants.O_CLOEXEC | (appends ? Constants.O_APPEND : Constants.O_TRUNC);
        int descriptor = target.File is null ? target.Descriptor : Libc.Open(target.File, flags, ReadableByAll);
        return descriptor >= 0 && Libc.IsOpen(descriptor)
            ? new SideFile(call, descriptor, option)
            : throw NcExit.Failed(target.File ?? $"{option} fd {descriptor}", descriptor < 0 ? -descriptor : Constants.EBADF);
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
