using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>HMAC (RFC 2104) and a comparison in constant time.</content>
internal static unsafe partial class LibCrypto
{
    /// <summary>Computes HMAC with SHA-256 (32 bytes); false if it fails.</summary>
    internal static bool Authenticate(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> into)
    {
        fixed (byte* k = key, d = data, p = into)
        {
            uint length;
            return HmacRaw(DigestByName("SHA256"), k, key.Length, d, (nuint)data.Length, p, &length) != 0 && length == into.Length;
        }
    }

    /// <summary>Whether two spans of the same length have the same bytes.</summary>
    internal static bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        fixed (byte* a = one, b = other)
        {
            return CompareRaw(a, b, (nuint)one.Length) == 0;
        }
    }

    [LibraryImport(Crypto, EntryPoint = "HMAC")]
    private static partial nint HmacRaw(nint digest, byte* key, int keyLength, byte* data, nuint length, byte* into, uint* written);

    [LibraryImport(Crypto, EntryPoint = "CRYPTO_memcmp")]
    private static partial int CompareRaw(byte* one, byte* other, nuint length);

    /// <summary>A new address object that OpenSSL fills in (BIO_ADDR(3)); the caller frees it.</summary>
    [LibraryImport(Crypto, EntryPoint = "BIO_ADDR_new")]
    internal static partial nint NewAddress();

    [LibraryImport(Crypto, EntryPoint = "BIO_ADDR_free")]
    internal static partial void FreeAddress(nint address);
}
