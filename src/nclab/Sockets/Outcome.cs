using System;
using System.Net.Sockets;

namespace NetCat.Sharp.Lab.Sockets;

/// <summary>The kernel's answer to a call, under the name that errno(3) gives it.</summary>
internal static class Outcome
{
    internal const string Ok = "OK";
    internal const string InUse = "EADDRINUSE";

    /// <summary>"OK", or the name of the error.</summary>
    internal static string Of(Action call)
    {
        try
        {
            call();
            return Ok;
        }
        catch (SocketException exception)
        {
            return Name(exception);
        }
    }

    internal static string Name(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.AccessDenied => "EACCES",
        SocketError.AddressAlreadyInUse => InUse,
        SocketError.AddressNotAvailable => "EADDRNOTAVAIL",
        SocketError.AddressFamilyNotSupported => "EAFNOSUPPORT",
        SocketError.ConnectionRefused => "ECONNREFUSED",
        SocketError.ConnectionReset => "ECONNRESET",
        SocketError.DestinationAddressRequired => "EDESTADDRREQ",
        SocketError.HostUnreachable => "EHOSTUNREACH",
        SocketError.InvalidArgument => "EINVAL",
        SocketError.IsConnected => "EISCONN",
        SocketError.NetworkUnreachable => "ENETUNREACH",
        SocketError.NotConnected => "ENOTCONN",
        SocketError.Shutdown => "EPIPE",
        SocketError.TimedOut => "ETIMEDOUT",
        SocketError.TooManyOpenSockets => "EMFILE",
        _ => exception.Message,
    };
}
