using System;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>Descriptors that no other process started at the same time inherits.</summary>
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

    /// <summary>A terminal: the master's descriptor, and the path of the slave side, which nc gets.</summary>
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

    /// <summary>The path by which a shell that we start opens a descriptor of ours, such as one end of a pipe.</summary>
    internal static string PathOf(SafeFileHandle handle)
        => $"/proc/{Environment.ProcessId}/fd/{handle.DangerousGetHandle()}";

    /// <summary>A copy of another process's descriptor; null if the process or the descriptor does not exist. Other errors are retried.</summary>
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

    /// <summary>The current values of O_NONBLOCK and O_APPEND.</summary>
    internal static int Flags(SafeFileHandle handle)
        => Libc.Fcntl((int)handle.DangerousGetHandle(), Libc.F_GETFL, 0) & StatusFlags;

    /// <summary>All the modes of a terminal (struct termios); null if the descriptor is not, or no longer, a terminal.</summary>
    internal static string? TerminalModes(SafeFileHandle handle)
    {
        byte* modes = stackalloc byte[ModesSize];
        new Span<byte>(modes, ModesSize).Clear();
        return Libc.TerminalModes((int)handle.DangerousGetHandle(), modes) < 0 ? null : Convert.ToHexString(new ReadOnlySpan<byte>(modes, ModesSize));
    }

    /// <summary>
    /// Whether a read would return now. Data written to a terminal may not have reached the read queue yet, and a count of bytes does not include
    /// it: poll(2) delivers it (n_tty_poll in the kernel).
    /// </summary>
    internal static bool IsReadable(SafeFileHandle handle)
    {
        var slot = new Libc.PollSlot { Fd = (int)handle.DangerousGetHandle(), Events = PollIn };
        return Libc.Poll(&slot, 1, 0) > 0 && (slot.Answer & PollIn) != 0;
    }

    /// <summary>The number of unread bytes.</summary>
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
