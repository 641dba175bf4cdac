using System.Net.Sockets;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Converts errno to the exception of the public API.</summary>
internal static class SocketFailure
{
    /// <summary>Returns a result of zero or more, and throws otherwise.</summary>
    /// <exception cref="NetSocketException">The result is minus errno.</exception>
    internal static int Check(int result, string systemCall) => result >= 0 ? result : throw Of(-result, systemCall);

    /// <summary>The exception for a failed system call.</summary>
    internal static NetSocketException Of(int errno, string systemCall) => new(Code(errno), errno, systemCall, SystemError.Text(errno));

    /// <summary>The exception for a failed step of opening a socket.</summary>
    internal static NetSocketException Of(in OpenResult failed) => Of(failed.Errno, failed.Step switch
    {
        OpenStep.Socket => "socket",
        OpenStep.Option => "setsockopt",
        OpenStep.Bind => "bind",
        OpenStep.Listen => "listen",
        _ => "connect",
    });

    /// <summary>The exception for a name that has no address.</summary>
    /// <param name="error">An EAI_ code.</param>
    internal static NetSocketException Unresolved(int error) => new(SocketError.HostNotFound, error, "getaddrinfo", Libc.ResolveErrorText(error));

    private static SocketError Code(int errno) => errno switch
    {
        Constants.EACCES or Constants.EPERM => SocketError.AccessDenied,
        Constants.EADDRINUSE => SocketError.AddressAlreadyInUse,
        Constants.EADDRNOTAVAIL => SocketError.AddressNotAvailable,
        Constants.EAFNOSUPPORT => SocketError.AddressFamilyNotSupported,
        Constants.EAGAIN => SocketError.WouldBlock,
        Constants.EALREADY => SocketError.AlreadyInProgress,
        Constants.ECONNABORTED => SocketError.ConnectionAborted,
        Constants.ECONNREFUSED => SocketError.ConnectionRefused,
        Constants.ECONNRESET => SocketError.ConnectionReset,
        Constants.EDESTADDRREQ => SocketError.DestinationAddressRequired,
        Constants.EHOSTUNREACH => SocketError.HostUnreachable,
        Constants.EINPROGRESS => SocketError.InProgress,
        Constants.EINTR => SocketError.Interrupted,
        Constants.EINVAL => SocketError.InvalidArgument,
        Constants.EISCONN => SocketError.IsConnected,
        Constants.EMFILE or Constants.ENFILE => SocketError.TooManyOpenSockets,
        Constants.EMSGSIZE => SocketError.MessageSize,
        Constants.ENETUNREACH => SocketError.NetworkUnreachable,
        Constants.ENOBUFS => SocketError.NoBufferSpaceAvailable,
        Constants.ENOTCONN => SocketError.NotConnected,
        Constants.EOPNOTSUPP => SocketError.OperationNotSupported,
        Constants.EPIPE => SocketError.Shutdown,
        Constants.ETIMEDOUT => SocketError.TimedOut,
        _ => SocketError.SocketError,
    };
}
