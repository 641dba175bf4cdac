using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>BIOs in memory (BIO_s_mem(3)) and text.</content>
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
}
