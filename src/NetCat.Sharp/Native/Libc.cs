using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <summary>
/// The C library, one method for each call. A result below zero is minus errno; no method throws, retries or decides.
/// </summary>
internal static unsafe partial class Libc
{
    private const string C = "libc";

    /// <summary>Major 1, minor 3, as encoded in struct stat.</summary>
    private const ulong NullDevice = 0x103;

    /// <summary>Reads; returns the number of bytes, 0 at the end of the file, or minus errno (read(2)).</summary>
    internal static int Read(int descriptor, Span<byte> into)
    {
        fixed (byte* p = into)
        {
            return Result(ReadRaw(descriptor, p, (nuint)into.Length));
        }
    }

    /// <summary>Writes; returns the number of bytes, fewer than given if the kernel had no room for more, or minus errno (write(2)).</summary>
    internal static int Write(int descriptor, ReadOnlySpan<byte> from)
    {
        fixed (byte* p = from)
        {
            return Result(WriteRaw(descriptor, p, (nuint)from.Length));
        }
    }

    /// <summary>Waits; returns the number of slots with events, 0 after the time limit (-1 sets none), or minus errno (poll(2)).</summary>
    internal static int Poll(Span<PollSlot> slots, int milliseconds)
    {
        fixed (PollSlot* p = slots)
        {
            return Result(PollRaw(p, (nuint)slots.Length, milliseconds));
        }
    }

    /// <summary>
    /// Waits as above, but for less than a second, given in microseconds (ppoll(2)); the kernel may add its timer slack, 50 by default.
    /// </summary>
    internal static int PollBriefly(Span<PollSlot> slots, int microseconds)
    {
        nint* time = stackalloc nint[2] { 0, microseconds * 1000 };
        fixed (PollSlot* p = slots)
        {
            return Result(PollWithinRaw(p, (nuint)slots.Length, time, null));
        }
    }

    internal static int Close(int descriptor) => Result(CloseRaw(descriptor));

    /// <summary>Opens a file; returns a descriptor or minus errno (open(2)). <paramref name="mode"/> applies to a new file, less the umask.</summary>
    internal static int Open(string path, int flags, uint mode = 0) => Result(OpenRaw(path, flags, mode));

    /// <summary>Opens a pipe; 0 or minus errno (pipe2(2)).</summary>
    internal static int Pipe(out int reader, out int writer)
    {
        int* ends = stackalloc int[2];
        int result = Result(PipeRaw(ends, Constants.O_CLOEXEC));
        (reader, writer) = (ends[0], ends[1]);
        return result;
    }

    internal static bool IsOpen(int descriptor) => FcntlRaw(descriptor, Constants.F_GETFD, 0) >= 0;

    /// <summary>Whether a descriptor is open for writing (fcntl(2), F_GETFL).</summary>
    internal static bool IsWritable(int descriptor)
        => FcntlRaw(descriptor, Constants.F_GETFL, 0) is >= 0 and int flags && (flags & Constants.O_ACCMODE) is Constants.O_WRONLY or Constants.O_RDWR;

    /// <summary>Whether a descriptor is open for reading (fcntl(2), F_GETFL).</summary>
    internal static bool IsReadable(int descriptor)
        => FcntlRaw(descriptor, Constants.F_GETFL, 0) is >= 0 and int flags && (flags & Constants.O_ACCMODE) is Constants.O_RDONLY or Constants.O_RDWR;

    /// <summary>Sets close-on-exec: programs that this one starts do not inherit the descriptor.</summary>
    internal static void CloseOnExec(int descriptor) => _ = FcntlRaw(descriptor, Constants.F_SETFD, Constants.FD_CLOEXEC);

    /// <summary>How many descriptors this process may have open at once (getrlimit(2), the soft limit).</summary>
    internal static int DescriptorLimit()
    {
        ulong* limit = stackalloc ulong[2];
        return GetLimitRaw(Constants.RLIMIT_NOFILE, limit) < 0 ? int.MaxValue : (int)Math.Min(limit[0], int.MaxValue);
    }

    /// <summary>Raises the number of descriptors that this process may have open to the hard limit.</summary>
    internal static void RaiseDescriptorLimit()
    {
        ulong* limit = stackalloc ulong[2];
        if (GetLimitRaw(Constants.RLIMIT_NOFILE, limit) == 0 && limit[0] < limit[1])
        {
            limit[0] = limit[1];
            _ = SetLimitRaw(Constants.RLIMIT_NOFILE, limit);
        }
    }

    /// <summary>Makes a socket of this process non-blocking. Inherited descriptors keep their flags.</summary>
    internal static void SetNonBlocking(int socket)
        => _ = FcntlRaw(socket, Constants.F_SETFL, FcntlRaw(socket, Constants.F_GETFL, 0) | Constants.O_NONBLOCK);

    /// <summary>Whether a call on the descriptor may block.</summary>
    internal static bool Blocks(int descriptor) => FcntlRaw(descriptor, Constants.F_GETFL, 0) is >= 0 and int flags && (flags & Constants.O_NONBLOCK) == 0;

    /// <summary>Makes a socket blocking, for another program that gets it as its stdin and stdout.</summary>
    internal static void SetBlocking(int socket)
        => _ = FcntlRaw(socket, Constants.F_SETFL, FcntlRaw(socket, Constants.F_GETFL, 0) & ~Constants.O_NONBLOCK);

    /// <summary>
    /// The kind of file that a descriptor refers to (fstat(2)). /dev/null is recognized by its device number, since it can have other names.
    /// </summary>
    internal static DescriptorKind KindOf(int descriptor)
    {
        FileStatus status = default;
        int type = descriptor >= 0 && FstatRaw(descriptor, out status) == 0 ? (int)(status.Mode & Constants.S_IFMT) : 0;
        return type switch
        {
            Constants.S_IFREG => DescriptorKind.File,
            Constants.S_IFIFO => DescriptorKind.Pipe,
            Constants.S_IFCHR when status.Device == NullDevice => DescriptorKind.Null,
            _ => DescriptorKind.Other,
        };
    }

    /// <summary>Bytes between a regular file's position and its end, or -1 if they cannot be determined (fstat(2), lseek(2)).</summary>
    internal static long BytesLeft(int file)
    {
        FileStatus status = default;
        bool isFile = file >= 0 && FstatRaw(file, out status) == 0 && (status.Mode & Constants.S_IFMT) == Constants.S_IFREG;
        nint position = isFile ? SeekRaw(file, 0, Constants.SEEK_CUR) : -1;
        return position < 0 ? -1 : Math.Max(status.Size - position, 0);
    }

    /// <summary>
    /// Reads without waiting; returns the number of bytes, 0 at the end, or minus errno: EAGAIN if a read would wait, EOPNOTSUPP if the kernel does
    /// not support this (preadv2(2), RWF_NOWAIT).
    /// </summary>
    internal static int ReadNow(int descriptor, Span<byte> into)
    {
        fixed (byte* p = into)
        {
            var piece = new IoVector { Base = p, Length = (nuint)into.Length };
            return Result(ReadVectorRaw(descriptor, &piece, 1, -1, Constants.RWF_NOWAIT));
        }
    }

    /// <summary>
    /// Moves bytes from a file's current position to a socket; returns their number, 0 at the end of the file, or minus errno (sendfile(2)).
    /// </summary>
    internal static int SendFile(int socket, int file, int length) => Result(SendFileRaw(socket, file, null, (nuint)length));

    /// <summary>
    /// Moves bytes between a pipe and another descriptor without waiting; returns their number, 0 at the end of the source, or minus errno
    /// (splice(2)).
    /// </summary>
    internal static int Splice(int source, int sink, int length)
        => Result(SpliceRaw(source, null, sink, null, (nuint)length, Constants.SPLICE_F_MOVE | Constants.SPLICE_F_NONBLOCK));

    /// <summary>Sets the capacity of a pipe. If the kernel refuses, the pipe keeps its capacity (fcntl(2), F_SETPIPE_SZ).</summary>
    internal static void SetPipeSize(int pipe, int bytes) => _ = FcntlRaw(pipe, Constants.F_SETPIPE_SZ, bytes);

    private static int Result(nint n) => n < 0 ? -Marshal.GetLastPInvokeError() : (int)n;

    [LibraryImport(C, EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadRaw(int descriptor, byte* buffer, nuint length);

    [LibraryImport(C, EntryPoint = "preadv2", SetLastError = true)]
    private static partial nint ReadVectorRaw(int descriptor, IoVector* pieces, int count, nint offset, int flags);

    [LibraryImport(C, EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteRaw(int descriptor, byte* buffer, nuint length);

    [LibraryImport(C, EntryPoint = "poll", SetLastError = true)]
    private static partial int PollRaw(PollSlot* slots, nuint count, int milliseconds);

    [LibraryImport(C, EntryPoint = "ppoll", SetLastError = true)]
    private static partial int PollWithinRaw(PollSlot* slots, nuint count, nint* time, void* signals);

    [LibraryImport(C, EntryPoint = "close", SetLastError = true)]
    private static partial int CloseRaw(int descriptor);

    [LibraryImport(C, EntryPoint = "open", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int OpenRaw(string path, int flags, uint mode);

    [LibraryImport(C, EntryPoint = "pipe2", SetLastError = true)]
    private static partial int PipeRaw(int* ends, int flags);

    [LibraryImport(C, EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FcntlRaw(int descriptor, int command, nint argument);

    [LibraryImport(C, EntryPoint = "fstat", SetLastError = true)]
    private static partial int FstatRaw(int descriptor, out FileStatus status);

    [LibraryImport(C, EntryPoint = "lseek", SetLastError = true)]
    private static partial nint SeekRaw(int descriptor, nint offset, int from);

    [LibraryImport(C, EntryPoint = "sendfile", SetLastError = true)]
    private static partial nint SendFileRaw(int sink, int source, long* offset, nuint length);

    [LibraryImport(C, EntryPoint = "splice", SetLastError = true)]
    private static partial nint SpliceRaw(int source, long* sourceOffset, int sink, long* sinkOffset, nuint length, uint flags);

    [LibraryImport(C, EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimitRaw(int resource, ulong* limit);

    [LibraryImport(C, EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetLimitRaw(int resource, ulong* limit);

    /// <summary>The used fields of <c>struct stat</c>, at their offsets on 64-bit Linux; the size is that of the whole structure.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct FileStatus
    {
        [FieldOffset(24)]
        internal uint ModeOnX64;

        [FieldOffset(16)]
        internal uint ModeOnArm64;

        [FieldOffset(40)]
        internal ulong DeviceOnX64;

        [FieldOffset(32)]
        internal ulong DeviceOnArm64;

        [FieldOffset(48)]
        internal long Size;

        internal readonly uint Mode => IsArm ? ModeOnArm64 : ModeOnX64;

        /// <summary>The device number of a device file.</summary>
        internal readonly ulong Device => IsArm ? DeviceOnArm64 : DeviceOnX64;

        internal static bool IsArm => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    }
}
