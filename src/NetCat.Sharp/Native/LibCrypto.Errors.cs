using System.Runtime.InteropServices;
using System.Threading;

namespace NetCat.Sharp.Native;

/// <content>The error queue of a thread (ERR_get_error(3)), and the error texts.</content>
internal static unsafe partial class LibCrypto
{
    /// <summary>
    /// The parts of OpenSSL whose errors can occur in TLS. A process that starts OpenSSL without its error texts loads these texts at the first
    /// error.
    /// </summary>
    private static readonly string[] s_parts = ["ERR", "CRYPTO", "ASN1", "BIO", "BN", "CONF", "DH", "DSA", "EC", "EVP", "OBJ", "PEM", "RAND", "RSA", "X509", "X509V3"];

    private static readonly Lock s_loading = new();

    private static bool s_hasWords;

    /// <summary>Takes the oldest error off this thread's queue; 0 if there is none.</summary>
    [LibraryImport(Crypto, EntryPoint = "ERR_get_error")]
    internal static partial nuint NextError();

    [LibraryImport(Crypto, EntryPoint = "ERR_clear_error")]
    internal static partial void ClearErrors();

    /// <summary>The text of an error's reason; empty if OpenSSL has none.</summary>
    internal static string ReasonOf(nuint error)
    {
        nint words = ReasonRaw(error);
        if (words == 0 && error != 0)
        {
            LoadWords();
            words = ReasonRaw(error);
        }

        return Text(words);
    }

    // Several threads may fail at the same time; for each of them the texts are loaded when this method returns.
    private static void LoadWords()
    {
        lock (s_loading)
        {
            if (s_hasWords)
            {
                return;
            }

            nint library = NativeLibrary.Load(Crypto);
            foreach (string part in s_parts)
            {
                _ = NativeLibrary.TryGetExport(library, "ERR_load_" + part + "_strings", out nint load) ? ((delegate* unmanaged<int>)load)() : 0;
            }

            s_hasWords = true;
        }
    }

    [LibraryImport(Crypto, EntryPoint = "ERR_reason_error_string")]
    private static partial nint ReasonRaw(nuint error);
}
