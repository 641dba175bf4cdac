using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>Certificates and keys in PEM (PEM_read_bio_X509(3)), lists of them, and random bytes.</content>
internal static unsafe partial class LibCrypto
{
    /// <summary>The next certificate in the BIO, to be freed, or 0.</summary>
    internal static nint ReadCertificate(nint bio) => ReadCertificateRaw(bio, 0, 0, 0);

    /// <summary>
    /// The private key in the BIO, to be freed, or 0. An encrypted one has <paramref name="ask"/> write the passphrase: its arguments are the place, the
    /// room there, 0, and <paramref name="argument"/>; it returns the length, or -1 without one.
    /// </summary>
    [LibraryImport(Crypto, EntryPoint = "PEM_read_bio_PrivateKey")]
    internal static partial nint ReadKey(nint bio, nint key, delegate* unmanaged<byte*, int, int, nint, int> ask, nint argument);

    /// <summary>1 where the store trusts the certificate from then on.</summary>
    [LibraryImport(Crypto, EntryPoint = "X509_STORE_add_cert")]
    internal static partial int AddToStore(nint store, nint certificate);

    /// <summary>The number of elements of a list, -1 of 0.</summary>
    [LibraryImport(Crypto, EntryPoint = "OPENSSL_sk_num")]
    internal static partial int CountOf(nint list);

    /// <summary>An element of a list, which stays the list's.</summary>
    [LibraryImport(Crypto, EntryPoint = "OPENSSL_sk_value")]
    internal static partial nint ElementOf(nint list, int place);

    /// <summary>Random bytes that are fit for a key; false where there are none.</summary>
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
