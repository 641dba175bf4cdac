using System.Net.Sockets;
using NetCat.Sharp.IO;

namespace NetCat.Sharp;

/// <summary>
/// The failure of a system call on a socket, with its errno(3): <see cref="SocketException.SocketErrorCode"/> has one value for several of them,
/// and none for some. Its message is as perror(3) writes it.
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

    /// <summary>The name that the C headers give to <see cref="Errno"/>, as <c>ECONNREFUSED</c> or <c>EAI_NONAME</c>; empty where they give none.</summary>
    public string ErrnoName => SystemError.NameOf(Errno);

    /// <summary>The system call that failed, as <c>bind</c> or <c>connect</c>; <c>getaddrinfo</c> for a name that has no address.</summary>
    public string SystemCall { get; }
}
