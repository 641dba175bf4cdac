using System;
using NetCat.Sharp.Commands.Planning;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Reporting;

/// <summary>What is written beside the data. Where it cannot be written that is said once: no reason to hurt the data.</summary>
/// <param name="call">Who says it.</param>
/// <param name="descriptor">Open for writing.</param>
/// <param name="option">The option that asked for it, without its dashes.</param>
internal sealed class SideFile(Invocation call, int descriptor, string option)
{
    private const int ReadableByAll = 0x1B6;

    private bool _lost;

    /// <exception cref="NcExit">The file cannot be opened, or the descriptor is not open.</exception>
    internal static SideFile Open(Invocation call, SideTarget target, string option, bool appends)
    {
        int flags = Numbers.O_WRONLY | Numbers.O_CREAT | Numbers.O_CLOEXEC | (appends ? Numbers.O_APPEND : Numbers.O_TRUNC);
        int descriptor = target.File is null ? target.Descriptor : Libc.Open(target.File, flags, ReadableByAll);
        return descriptor >= 0 && Libc.IsOpen(descriptor)
            ? new SideFile(call, descriptor, option)
            : throw NcExit.Failed(target.File ?? $"{option} fd {descriptor}", descriptor < 0 ? -descriptor : Numbers.EBADF);
    }

    /// <summary>All of it, in one write(2) where the descriptor takes it.</summary>
    internal void Write(ReadOnlySpan<byte> bytes)
    {
        while (!_lost && !bytes.IsEmpty)
        {
            int written = Libc.Write(descriptor, bytes);
            if (written == -Numbers.EAGAIN)
            {
                _ = Readiness.Await(descriptor, Numbers.POLLOUT, -1);
            }
            else if (written < 0 && written != -Numbers.EINTR)
            {
                _lost = true;
                call.Warn(string.Concat(option, ": ", Errno.Text(-written)));
            }

            bytes = bytes[Math.Max(written, 0)..];
        }
    }
}
