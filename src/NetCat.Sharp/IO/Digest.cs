using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// Computes a digest with OpenSSL (EVP_DigestInit(3)): SHA-256, SHA-384, SHA-512 (FIPS 180-4), or MD5 (RFC 1321) if a protocol requires it.
/// </summary>
internal sealed class Digest : IDisposable
{
    private readonly nint _context;

    private Digest(nint context) => _context = context;

    /// <summary>Whether OpenSSL has the algorithm; null if OpenSSL is not installed.</summary>
    internal static bool? IsAvailable(string algorithm)
    {
        try
        {
            return LibCrypto.DigestByName(algorithm) != 0;
        }
        catch (DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A new digest, or null if OpenSSL refuses the algorithm.</summary>
    internal static Digest? Begin(string algorithm)
    {
        nint context = LibCrypto.NewContext();
        return context != 0 && LibCrypto.Begin(context, LibCrypto.DigestByName(algorithm)) == 1 ? new Digest(context) : null;
    }

    /// <summary>Adds bytes to the digest.</summary>
    internal void Update(ReadOnlySpan<byte> bytes) => _ = LibCrypto.Update(_context, bytes);

    /// <summary>Ends the digest and returns it in lower-case hexadecimal.</summary>
    internal string End()
    {
        Span<byte> value = stackalloc byte[LibCrypto.LongestDigest];
        return Convert.ToHexStringLower(value[..LibCrypto.End(_context, value)]);
    }

    /// <inheritdoc/>
    public void Dispose() => LibCrypto.Free(_context);
}
