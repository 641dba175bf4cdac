namespace NetCat.Sharp.Tls;

/// <summary>A failure, with the text of OpenSSL or of the kernel.</summary>
/// <param name="Fault">The kind of failure.</param>
/// <param name="Detail">OpenSSL's text, or empty.</param>
/// <param name="Errno">The errno that caused the failure, or 0.</param>
internal readonly record struct TlsFailure(TlsFault Fault, string Detail = "", int Errno = 0);
