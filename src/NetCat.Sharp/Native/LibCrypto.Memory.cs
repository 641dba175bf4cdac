using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>BIOs in memory (BIO_s_mem(3)), the error queue (ERR_get_error(3)) and text.</content>
internal static unsafe partial class LibCrypto
{
    /// <summary>An empty BIO that has a read without data try again later, or 0.</summary>
    internal static nint NewMemory()
    {
        nint bio = BioNewRaw(BioMemoryRaw());
        _ = bio == 0 ? 0 : BioControlRaw(bio, TlsConstants.BIO_C_SET_BUF_MEM_EOF_RETURN, -1, null);
        return bio;
    }

    [LibraryImport(Crypto, EntryPoint = "BIO_free")]
    internal static partial int FreeMemory(nint bio);

    /// <summary>Appends; false where there is no memory.</summary>
    internal static bool Append(nint bio, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            return BioWriteRaw(bio, p, bytes.Length) == bytes.Length;
        }
    }

    /// <summary>What the BIO holds, valid until it is written to.</summary>
    internal static ReadOnlySpan<byte> Held(nint bio)
    {
        byte* data;
        nint length = BioControlRaw(bio, TlsConstants.BIO_CTRL_INFO, 0, &data);
        return length <= 0 ? default : new ReadOnlySpan<byte>(data, (int)length);
    }

    /// <summary>Takes the first bytes away.</summary>
    internal static void Discard(nint bio, int count)
    {
        Span<byte> taken = stackalloc byte[4096];
        fixed (byte* p = taken)
        {
            for (int left = count, read = 1; left > 0 && read > 0; left -= read)
            {
                read = BioReadRaw(bio, p, Math.Min(left, taken.Length));
            }
        }
    }

    /// <summary>Empties it.</summary>
    internal static void Clear(nint bio) => _ = BioControlRaw(bio, TlsConstants.BIO_CTRL_RESET, 0, null);

    /// <summary>The oldest error of this thread, taken off its queue; 0 where there is none.</summary>
    [LibraryImport(Crypto, EntryPoint = "ERR_get_error")]
    internal static partial nuint NextError();

    [LibraryImport(Crypto, EntryPoint = "ERR_clear_error")]
    internal static partial void ClearErrors();

    /// <summary>The reason of an error in words, empty where OpenSSL has none.</summary>
    internal static string ReasonOf(nuint error) => Text(ReasonRaw(error));

    /// <summary>A C string, empty for 0.</summary>
    internal static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";

    [LibraryImport(Crypto, EntryPoint = "BIO_s_mem")]
    private static partial nint BioMemoryRaw();

    [LibraryImport(Crypto, EntryPoint = "BIO_new")]
    private static partial nint BioNewRaw(nint type);

    [LibraryImport(Crypto, EntryPoint = "BIO_ctrl")]
    private static partial nint BioControlRaw(nint bio, int command, nint number, void* pointer);

    [LibraryImport(Crypto, EntryPoint = "BIO_write")]
    private static partial int BioWriteRaw(nint bio, byte* bytes, int length);

    [LibraryImport(Crypto, EntryPoint = "BIO_read")]
    private static partial int BioReadRaw(nint bio, byte* bytes, int length);

    [LibraryImport(Crypto, EntryPoint = "ERR_reason_error_string")]
    private static partial nint ReasonRaw(nuint error);
}
