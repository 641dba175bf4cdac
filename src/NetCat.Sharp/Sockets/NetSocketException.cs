using System.Net.Sockets;
using NetCat.Sharp.IO;

namespace NetCat.Sharp;

/// <summary>
/// The failure of a system call on a socket, with its errno(3). <see cref="SocketException.SocketErrorCode"/> has one value for several errno
/// numbers, and none for some. The message has the form of perror(3).
/// </summary>
public sealed class NetSocketException : SocketException
{
    internal NetSocketException(SocketError code, int errno, string systemCall, string text)
        : base((int)code, $"{systemCall}: {text}")
    {
        Errno = errno;
        SystemCall = systemCall;
    }

    /// <summary>The number of errno(3) on Linux or, below zero, a code of getaddrinfo(3).</summary>
    public int Errno { get; }

    /// <summary>The name of <see cref="Errno"/> in the C headers, such as <c>ECONNREFUSED</c> or <c>EAI_NONAME</c>; empty if there is none.</summary>
    public string ErrnoName => SystemError.NameOf(Errno);

    /// <summary>The system call that failed, such as <c>bind</c> or <c>connect</c>; <c>getaddrinfo</c> if a name has no address.</summary>
    public string SystemCall { get; }
}
