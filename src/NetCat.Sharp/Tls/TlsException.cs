using System.IO;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp;

/// <summary>TLS cannot be used, or a handshake or a record of it failed.</summary>
public sealed class TlsException : IOException
{
    internal TlsException(in TlsFailure failure)
        : base(failure.Detail.Length > 0 ? $"TLS: {failure.Fault}: {failure.Detail}" : $"TLS: {failure.Fault}")
    {
        Fault = failure.Fault;
        Detail = failure.Detail;
    }

    /// <summary>What went wrong.</summary>
    public TlsFault Fault { get; }

    /// <summary>The same in the words of OpenSSL or of the kernel; of a wrong pin the one that the peer has. May be empty.</summary>
    public string Detail { get; }
}
