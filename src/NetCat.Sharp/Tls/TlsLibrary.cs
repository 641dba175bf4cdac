using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>OpenSSL in this process.</summary>
internal static class TlsLibrary
{
    /// <summary>
    /// Starts OpenSSL for a process in which nothing but this library uses it, before the first context. Three parts of its start and its end are left
    /// out (OPENSSL_init_crypto(3)), a tenth of the time of a session of one line: the words of errors, which <see cref="LibCrypto.ReasonOf"/> loads
    /// with the first error; the freeing of all memory when the process ends; and the table of ciphers by name.
    /// </summary>
    /// <param name="readsKeys">A key is read from a file: an encrypted one in the older form of PEM (RFC 1421) needs the table of ciphers.</param>
    internal static void StartAlone(bool readsKeys)
    {
        const ulong Least = TlsConstants.OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS | TlsConstants.OPENSSL_INIT_NO_ATEXIT;
        try
        {
            _ = LibSsl.Start(readsKeys ? Least : Least | TlsConstants.OPENSSL_INIT_NO_ADD_ALL_CIPHERS);
        }
        catch (DllNotFoundException)
        {
            // TlsContext.Create reports that.
        }
    }
}
