using System;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>Descriptors made so that no other process started at the same time inherits them.</summary>
internal static unsafe class Descriptor
{
    private const int Attempts = 20;
    private const int BadDescriptor = 9;
    private const int NoSuchProcess = 3;
    private const short PollIn = 1;
    private const int ModesSize = 60;
    private const int StatusFlags = 0x800 | 0x400;

    internal static (SafeFileHandle Read, SafeFileHandle Write) Pipe()
    {
        int* ends = stackalloc int[2];
        Check(Libc.Pipe(ends, Libc.O_CLOEXEC));
        return (Own(ends[0]), Own(ends[1]));
    }

    /// <summary>A terminal: the master's descriptor and the path of the side that nc gets.</summary>
    internal static (SafeFileHandle Master, string Path) Terminal()
    {
        int master = Libc.OpenTerminal(Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC);
        Check(master);
        Check(Libc.GrantTerminal(master));
        Check(Libc.UnlockTerminal(master));
        byte* name = stackalloc byte[64];
        Check(Libc.TerminalName(master, name, 64));
        return (Own(master), Encoding.ASCII.GetString(new ReadOnlySpan<byte>(name, 64)).TrimEnd('\0'));
    }

    /// <summary>The path by which a shell that we start opens the other end of our pipe.</summary>
    internal static string PathOf(SafeFileHandle handle)
        => $"/proc/{Environment.ProcessId}/fd/{handle.DangerousGetHandle()}";

    /// <summary>Null if the process or its descriptor is not there; asked again when the kernel had another reason.</summary>
    internal static SafeFileHandle? CopyFrom(int pid, int fd)
    {
        int pidfd = Libc.OpenPid(pid);
        if (pidfd < 0)
        {
            return null;
        }

        using SafeFileHandle process = Own(pidfd);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            int copy = Libc.CopyDescriptor(pidfd, fd);
            if (copy >= 0)
            {
                return Own(copy);
            }

            if (Marshal.GetLastPInvokeError() is BadDescriptor or NoSuchProcess)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>O_NONBLOCK and O_APPEND as they are now.</summary>
    internal static int Flags(SafeFileHandle handle)
        => Libc.Fcntl((int)handle.DangerousGetHandle(), Libc.F_GETFL, 0) & StatusFlags;

    /// <summary>All the modes of a terminal (struct termios); null where there is none, or none any more.</summary>
    internal static string? TerminalModes(SafeFileHandle handle)
    {
        byte* modes = stackalloc byte[ModesSize];
        new Span<byte>(modes, ModesSize).Clear();
        return Libc.TerminalModes((int)handle.DangerousGetHandle(), modes) < 0 ? null : Convert.ToHexString(new ReadOnlySpan<byte>(modes, ModesSize));
    }

    /// <summary>
    /// Whether there is something to read now. What was written to a terminal is on its way for a moment, where a count
    /// of bytes does not see it: asking like this makes it arrive (n_tty_poll in the kernel).
    /// </summary>
    internal static bool IsReadable(SafeFileHandle handle)
    {
        var slot = new Libc.PollSlot { Fd = (int)handle.DangerousGetHandle(), Events = PollIn };
        return Libc.Poll(&slot, 1, 0) > 0 && (slot.Answer & PollIn) != 0;
    }

    /// <summary>Bytes that are not read yet.</summary>
    internal static int Unread(SafeFileHandle handle)
    {
        int count = 0;
        return Libc.Ioctl((int)handle.DangerousGetHandle(), Libc.FIONREAD, &count) < 0 ? 0 : count;
    }

    private static SafeFileHandle Own(int fd) => new(fd, ownsHandle: true);

    private static void Check(int result)
    {
        if (result < 0)
        {
            throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
        }
    }
}
