using System.Runtime.InteropServices;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>System calls that the base class library does not have.</summary>
internal static unsafe partial class Libc
{
    internal const int O_CLOEXEC = 0x80000;
    internal const int O_RDWR = 2;
    internal const int O_NOCTTY = 0x100;
    internal const int F_GETFL = 3;
    internal const int FIONREAD = 0x541B;
    internal const uint S_IFIFO = 0x1000;
    internal const uint S_IFSOCK = 0xC000;
    internal const uint OwnersAlone = 0x180;
    internal const int CLONE_NEWNET = 0x40000000;

    private const int ResourceDescriptors = 7;
    private const string C = "libc";

    // These numbers are the same on every architecture.
    private const long PidfdOpen = 434;
    private const long PidfdGetfd = 438;

    [LibraryImport(C, EntryPoint = "pipe2", SetLastError = true)]
    internal static partial int Pipe(int* ends, int flags);

    [LibraryImport(C, EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int fd);

    [LibraryImport(C, EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Fcntl(int fd, int command, nint argument);

    [LibraryImport(C, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int Ioctl(int fd, nuint request, int* value);

    [LibraryImport(C, EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(PollSlot* slots, nuint count, int milliseconds);

    [LibraryImport(C, EntryPoint = "getsockopt", SetLastError = true)]
    internal static partial int GetSockOpt(int fd, int level, int name, void* value, uint* length);

    [LibraryImport(C, EntryPoint = "posix_openpt", SetLastError = true)]
    internal static partial int OpenTerminal(int flags);

    [LibraryImport(C, EntryPoint = "grantpt", SetLastError = true)]
    internal static partial int GrantTerminal(int fd);

    [LibraryImport(C, EntryPoint = "unlockpt", SetLastError = true)]
    internal static partial int UnlockTerminal(int fd);

    [LibraryImport(C, EntryPoint = "ptsname_r", SetLastError = true)]
    internal static partial int TerminalName(int fd, byte* name, nuint size);

    [LibraryImport(C, EntryPoint = "tcgetattr", SetLastError = true)]
    internal static partial int TerminalModes(int fd, byte* modes);

    [LibraryImport(C, EntryPoint = "setns", SetLastError = true)]
    internal static partial int EnterNamespace(int fd, int kind);

    [LibraryImport(C, EntryPoint = "mknod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MakeNode(string path, uint mode, ulong device);

    [LibraryImport(C, EntryPoint = "prlimit", SetLastError = true)]
    private static partial int SetLimit(int pid, int resource, ulong* limits, ulong* old);

    [LibraryImport(C, EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long first, long second, long third);

    internal static void LimitDescriptors(int pid, int below)
    {
        ulong* limits = stackalloc ulong[2];
        limits[0] = (ulong)below;
        limits[1] = (ulong)below;
        _ = SetLimit(pid, ResourceDescriptors, limits, null);
    }

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollSlot
    {
        internal int Fd;
        internal short Events;
        internal short Answer;
    }

    internal static int OpenPid(int pid) => (int)SystemCall(PidfdOpen, pid, 0, 0);

    /// <summary>Copies another process's descriptor: both refer to the same open file description.</summary>
    internal static int CopyDescriptor(int pidfd, int fd) => (int)SystemCall(PidfdGetfd, pidfd, fd, 0);
}
