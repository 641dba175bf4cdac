using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>Certificates and keys in PEM (PEM_read_bio_X509(3)), lists of them, and random bytes.</content>
internal static unsafe partial class LibCrypto
{
    /// <summary>Reads the next certificate in the BIO, or returns 0; the caller frees it.</summary>
    internal static nint ReadCertificate(nint bio) => ReadCertificateRaw(bio, 0, 0, 0);

    /// <summary>
    /// Reads the private key in the BIO, or returns 0; the caller frees it. If the key is encrypted, OpenSSL calls <paramref name="ask"/> for the
    /// passphrase. Its arguments are the buffer, its size, 0 and <paramref name="argument"/>; it returns the length of the passphrase, or -1 if there
    /// is none.
    /// </summary>
    [LibraryImport(Crypto, EntryPoint = "PEM_read_bio_PrivateKey")]
    internal static partial nint ReadKey(nint bio, nint key, delegate* unmanaged<byte*, int, int, nint, int> ask, nint argument);

    /// <summary>Adds a trusted certificate to the store; 1 on success.</summary>
    [LibraryImport(Crypto, EntryPoint = "X509_STORE_add_cert")]
    internal static partial int AddToStore(nint store, nint certificate);

    /// <summary>The number of elements of a list; -1 if the list is 0.</summary>
    [LibraryImport(Crypto, EntryPoint = "OPENSSL_sk_num")]
    internal static partial int CountOf(nint list);

    /// <summary>An element of a list; the list still owns it.</summary>
    [LibraryImport(Crypto, EntryPoint = "OPENSSL_sk_value")]
    internal static partial nint ElementOf(nint list, int place);

    /// <summary>Fills the span with random bytes that are fit for a key; false on failure.</summary>
    /// <exception cref="DllNotFoundException">OpenSSL is not installed.</exception>
    internal static bool Randomize(Span<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            return RandomRaw(p, bytes.Length) == 1;
        }
    }

    [LibraryImport(Crypto, EntryPoint = "PEM_read_bio_X509_AUX")]
    private static partial nint ReadCertificateRaw(nint bio, nint certificate, nint ask, nint argument);

    [LibraryImport(Crypto, EntryPoint = "RAND_bytes")]
    private static partial int RandomRaw(byte* bytes, int length);
}
