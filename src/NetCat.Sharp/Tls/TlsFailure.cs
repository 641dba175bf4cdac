namespace NetCat.Sharp.Tls;

/// <summary>What went wrong, and the words of OpenSSL or the kernel for it.</summary>
/// <param name="Fault">What.</param>
/// <param name="Detail">In OpenSSL's words, or empty.</param>
/// <param name="Errno">The kernel's error behind it, or 0.</param>
internal readonly record struct TlsFailure(TlsFault Fault, string Detail = "", int Errno = 0);
