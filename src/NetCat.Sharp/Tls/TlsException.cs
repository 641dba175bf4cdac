using System.IO;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp;

/// <summary>The exception that is thrown if TLS cannot be used, or if a handshake or a record fails.</summary>
public sealed class TlsException : IOException
{
    internal TlsException(in TlsFailure failure)
        : base(failure.Detail.Length > 0 ? $"TLS: {failure.Fault}: {failure.Detail}" : $"TLS: {failure.Fault}")
    {
        Fault = failure.Fault;
        Detail = failure.Detail;
    }

    /// <summary>The kind of failure.</summary>
    public TlsFault Fault { get; }

    /// <summary>The text of OpenSSL or of the kernel; for a wrong pin, the pin that the peer has. May be empty.</summary>
    public string Detail { get; }
}
