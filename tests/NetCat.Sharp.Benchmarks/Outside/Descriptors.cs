using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Benchmarks.Outside;

/// <summary>Descriptors that are handed to one child; all other children have them closed.</summary>
internal static unsafe class Descriptors
{
    private const int OwnerMay = 0x180;

    internal static int Reading(string path) => Open(path, Libc.O_RDONLY);

    internal static int Writing(string path) => Open(path, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_TRUNC);

    internal static (int Reader, int Writer) Pipe()
    {
        int* ends = stackalloc int[2];
        return Libc.Pipe(ends, Libc.O_CLOEXEC) == 0 ? (ends[0], ends[1]) : throw Failure("pipe");
    }

    /// <summary>A pipe in packet mode: each read returns the bytes of one write.</summary>
    internal static (int Reader, int Writer) PacketPipe()
    {
        int* ends = stackalloc int[2];
        return Libc.SocketPair(Libc.AF_UNIX, Libc.SOCK_SEQPACKET | Libc.O_CLOEXEC, 0, ends) == 0 ? (ends[0], ends[1]) : throw Failure("socketpair");
    }

    internal static void Close(params int[] descriptors)
    {
        foreach (int descriptor in descriptors)
        {
            _ = Libc.Close(descriptor);
        }
    }

    internal static bool Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            return Libc.Write(descriptor, p, (nuint)bytes.Length) == bytes.Length;
        }
    }

    internal static int Read(int descriptor, Span<byte> into)
    {
        fixed (byte* p = into)
        {
            return (int)Libc.Read(descriptor, p, (nuint)into.Length);
        }
    }

    private static int Open(string path, int flags)
    {
        int descriptor = Libc.Open(path, flags | Libc.O_CLOEXEC, OwnerMay);
        return descriptor >= 0 ? descriptor : throw Failure(path);
    }

    private static InvalidOperationException Failure(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");
}
