using System;
using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tests.Hostile;

/// <summary>Two connected sockets without a network: the end of nc and the hostile end.</summary>
internal sealed unsafe partial class SocketPair : IDisposable
{
    /// <summary>SOCK_STREAM (socket(2)).</summary>
    internal const int Stream = 1;

    /// <summary>SOCK_SEQPACKET: one read takes exactly the bytes of one write.</summary>
    internal const int Packets = 5;

    private const int WriteSide = 1;

    internal SocketPair(int type)
    {
        int* ends = stackalloc int[2];
        if (Make(Constants.AF_UNIX, type | Constants.SOCK_CLOEXEC, 0, ends) != 0)
        {
            throw new InvalidOperationException("socketpair: " + Marshal.GetLastPInvokeErrorMessage());
        }

        Ours = ends[0];
        Theirs = ends[1];
        Libc.SetNonBlocking(Ours);
        Libc.SetNonBlocking(Theirs);
    }

    /// <summary>The end on which nc reads and writes.</summary>
    internal int Ours { get; }

    /// <summary>The other end.</summary>
    internal int Theirs { get; }

    /// <summary>Sends from the other end, in one piece or byte by byte.</summary>
    internal void Send(ReadOnlySpan<byte> bytes, bool byteByByte)
    {
        int piece = byteByByte ? 1 : Math.Max(bytes.Length, 1);
        for (int at = 0; at < bytes.Length; at += piece)
        {
            if (Libc.Write(Theirs, bytes.Slice(at, piece)) != piece)
            {
                throw new InvalidOperationException($"the socket had no room for {bytes.Length} bytes");
            }
        }
    }

    /// <summary>Half-closes the other end.</summary>
    internal void FinishSending() => _ = Libc.Shutdown(Theirs, WriteSide);

    /// <summary>The unread bytes at one of the ends, of which there may be at most this many.</summary>
    internal static byte[] Unread(int end, int most)
    {
        byte[] bytes = new byte[most + 1];
        int length = 0;
        for (int taken; (taken = Libc.Read(end, bytes.AsSpan(length))) > 0;)
        {
            length += taken;
        }

        return bytes[..length];
    }

    public void Dispose()
    {
        _ = Libc.Close(Ours);
        _ = Libc.Close(Theirs);
    }

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    private static partial int Make(int family, int type, int protocol, int* ends);
}
