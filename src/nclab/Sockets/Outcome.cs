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

    /// <summary>The name in the C headers; the name of .NET where it is an exception of .NET itself.</summary>
    internal static string Name(SocketException exception) => exception switch
    {
        NetSocketException { ErrnoName.Length: > 0 } failure => failure.ErrnoName,
        { SocketErrorCode: SocketError.AddressAlreadyInUse } => InUse,
        _ => exception.Message,
    };
}
