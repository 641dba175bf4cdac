using System;
using System.Net.Sockets;

namespace NetCat.Sharp.Lab.Sockets;

/// <summary>The kernel's answer to a call, by its name in errno(3).</summary>
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

    /// <summary>The name in the C headers, or the name of .NET if .NET threw the exception.</summary>
    internal static string Name(SocketException exception) => exception switch
    {
        NetSocketException { ErrnoName.Length: > 0 } failure => failure.ErrnoName,
        { SocketErrorCode: SocketError.AddressAlreadyInUse } => InUse,
        _ => exception.Message,
    };
}
