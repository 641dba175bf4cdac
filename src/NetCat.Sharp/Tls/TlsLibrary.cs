using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Tls;

/// <summary>Initializes OpenSSL in this process.</summary>
internal static class TlsLibrary
{
    /// <summary>
    /// Initializes OpenSSL before the first context, in a process in which only this library uses it. Three parts are omitted
    /// (OPENSSL_init_crypto(3)), which saves a tenth of the time of a session of one line: the error texts, which <see cref="LibCrypto.ReasonOf"/>
    /// loads at the first error; freeing all memory when the process ends; and the table of ciphers by name.
    /// </summary>
    /// <param name="readsKeys">
    /// Whether a key is read from a file: an encrypted key in the older form of PEM (RFC 1421) needs the table of ciphers.
    /// </param>
    internal static void StartAlone(bool readsKeys)
    {
        const ulong Least = TlsConstants.OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS | TlsConstants.OPENSSL_INIT_NO_ATEXIT;
        try
        {
            _ = LibSsl.Start(readsKeys ? Least : Least | TlsConstants.OPENSSL_INIT_NO_ADD_ALL_CIPHERS);
        }
        catch (DllNotFoundException)
        {
            // TlsContext.Create reports the missing library.
        }
    }
}
