using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <summary>
/// OpenSSL's digests (EVP_DigestInit(3)), loaded at the first use. The digests of .NET would make nc one sixth larger even if it does not use them.
/// </summary>
internal static unsafe partial class LibCrypto
{
    private const string Crypto = "libcrypto.so.3";

    /// <summary>Bytes of the longest digest (EVP_MAX_MD_SIZE).</summary>
    internal const int LongestDigest = 64;

    /// <summary>A digest by its name, or 0.</summary>
    /// <exception cref="DllNotFoundException">OpenSSL is not installed.</exception>
    [LibraryImport(Crypto, EntryPoint = "EVP_get_digestbyname", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint DigestByName(string name);

    /// <summary>The state of a digest, or 0 if there is no memory.</summary>
    [LibraryImport(Crypto, EntryPoint = "EVP_MD_CTX_new")]
    internal static partial nint NewContext();

    /// <summary>1, or 0 on failure.</summary>
    internal static int Begin(nint context, nint digest) => InitRaw(context, digest, 0);

    /// <inheritdoc cref="Begin"/>
    internal static int Update(nint context, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            return UpdateRaw(context, p, (nuint)bytes.Length);
        }
    }

    /// <summary>Ends the digest and writes it into the span; returns its length, or 0 on failure.</summary>
    internal static int End(nint context, Span<byte> sum)
    {
        fixed (byte* p = sum)
        {
            return FinalRaw(context, p, out uint length) == 1 ? (int)length : 0;
        }
    }

    [LibraryImport(Crypto, EntryPoint = "EVP_MD_CTX_free")]
    internal static partial void Free(nint context);

    [LibraryImport(Crypto, EntryPoint = "EVP_DigestInit_ex")]
    private static partial int InitRaw(nint context, nint digest, nint engine);

    [LibraryImport(Crypto, EntryPoint = "EVP_DigestUpdate")]
    private static partial int UpdateRaw(nint context, byte* bytes, nuint length);

    [LibraryImport(Crypto, EntryPoint = "EVP_DigestFinal_ex")]
    private static partial int FinalRaw(nint context, byte* sum, out uint length);
}
