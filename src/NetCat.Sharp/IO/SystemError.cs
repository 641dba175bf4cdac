using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>The meaning of a connection error, independent of its errno.</summary>
internal enum ErrorKind
{
    /// <summary>No error.</summary>
    None,

    /// <summary>ECONNREFUSED: no socket listens at the address.</summary>
    Refused,

    /// <summary>ETIMEDOUT.</summary>
    TimedOut,

    /// <summary>EADDRINUSE.</summary>
    AddressInUse,

    /// <summary>ECONNRESET or EPIPE: the peer has ended the connection.</summary>
    PeerReset,

    /// <summary>ENOENT: there is no file at the path.</summary>
    NotFound,

    /// <summary>EADDRNOTAVAIL or EAFNOSUPPORT: this host does not have the address or its family.</summary>
    NoSuchAddress,

    /// <summary>EMFILE, ENFILE, ENOBUFS or ENOMEM: no descriptor or memory is left in the process or the system.</summary>
    Exhausted,

    /// <summary>Any other error.</summary>
    Other,
}

/// <summary>The numbers of errno(3): their texts, names and meanings.</summary>
internal static class SystemError
{
    /// <summary>EBADF: the descriptor is not open.</summary>
    internal const int NotOpen = Constants.EBADF;

    /// <summary>EINPROGRESS: netcat-openbsd prints its text when a connect(2) times out.</summary>
    internal const int InProgress = Constants.EINPROGRESS;

    /// <summary>The text of strerror(3).</summary>
    internal static string Text(int errno) => Marshal.GetPInvokeErrorMessage(errno);

    /// <summary>The name of an errno or, below zero, of an EAI_ code; empty if it has none.</summary>
    internal static string NameOf(int error) => SystemErrorNames.Of(error);

    /// <summary>
    /// Whether the errno is EAGAIN or EINTR, neither data nor an end: the call is repeated, at once or when poll(2) reports the descriptor ready.
    /// </summary>
    internal static bool IsTransient(int errno) => errno is Constants.EAGAIN or Constants.EINTR;

    /// <summary>The meaning of an errno.</summary>
    internal static ErrorKind KindOf(int errno) => errno switch
    {
        0 => ErrorKind.None,
        Constants.ECONNREFUSED => ErrorKind.Refused,
        Constants.ETIMEDOUT => ErrorKind.TimedOut,
        Constants.EADDRINUSE => ErrorKind.AddressInUse,
        Constants.EADDRNOTAVAIL or Constants.EAFNOSUPPORT => ErrorKind.NoSuchAddress,
        Constants.ECONNRESET or Constants.EPIPE => ErrorKind.PeerReset,
        Constants.ENOENT => ErrorKind.NotFound,
        Constants.EMFILE or Constants.ENFILE or Constants.ENOBUFS or Constants.ENOMEM => ErrorKind.Exhausted,
        _ => ErrorKind.Other,
    };
}
