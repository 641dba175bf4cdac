using System.Net.Sockets;
using NetCat.Sharp.Native;

namespace NetCat.Sharp;

/// <summary>errno as the exception of the library's public edge.</summary>
internal static class SocketFailure
{
    /// <summary>A result of zero or more passes.</summary>
    /// <exception cref="SocketException">The result is minus errno.</exception>
    internal static int Check(int result) => result >= 0 ? result : throw Of(-result);

    internal static SocketException Of(int errno) => new((int)Code(errno), Errno.Text(errno));

    private static SocketError Code(int errno) => errno switch
    {
        Numbers.EACCES or Numbers.EPERM => SocketError.AccessDenied,
        Numbers.EADDRINUSE => SocketError.AddressAlreadyInUse,
        Numbers.EADDRNOTAVAIL => SocketError.AddressNotAvailable,
        Numbers.EAFNOSUPPORT => SocketError.AddressFamilyNotSupported,
        Numbers.EAGAIN => SocketError.WouldBlock,
        Numbers.ECONNABORTED => SocketError.ConnectionAborted,
        Numbers.ECONNREFUSED => SocketError.ConnectionRefused,
        Numbers.ECONNRESET => SocketError.ConnectionReset,
        Numbers.EDESTADDRREQ => SocketError.DestinationAddressRequired,
        Numbers.EHOSTUNREACH => SocketError.HostUnreachable,
        Numbers.EINVAL => SocketError.InvalidArgument,
        Numbers.EISCONN => SocketError.IsConnected,
        Numbers.EMFILE or Numbers.ENFILE => SocketError.TooManyOpenSockets,
        Numbers.EMSGSIZE => SocketError.MessageSize,
        Numbers.ENETUNREACH => SocketError.NetworkUnreachable,
        Numbers.ENOTCONN => SocketError.NotConnected,
        Numbers.EPIPE => SocketError.Shutdown,
        Numbers.ETIMEDOUT => SocketError.TimedOut,
        _ => SocketError.SocketError,
    };
}
