using System;
using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>BIOs in memory (BIO_s_mem(3)) and text.</content>
internal static unsafe partial class LibCrypto
{
    /// <summary>An empty BIO, or 0. A read from it without data reports "try again" instead of the end.</summary>
    internal static nint NewMemory()
    {
        nint bio = BioNewRaw(BioMemoryRaw());
        _ = bio == 0 ? 0 : BioControlRaw(bio, TlsConstants.BIO_C_SET_BUF_MEM_EOF_RETURN, -1, null);
        return bio;
    }

    [LibraryImport(Crypto, EntryPoint = "BIO_free")]
    internal static partial int FreeMemory(nint bio);

    /// <summary>Appends bytes; false if there is no memory.</summary>
    internal static bool Append(nint bio, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* p = bytes)
        {
            return BioWriteRaw(bio, p, bytes.Length) == bytes.Length;
        }
    }

    /// <summary>The content of the BIO, valid until the next write to it.</summary>
    internal static ReadOnlySpan<byte> Held(nint bio)
    {
        byte* data;
        nint length = BioControlRaw(bio, TlsConstants.BIO_CTRL_INFO, 0, &data);
        return length <= 0 ? default : new ReadOnlySpan<byte>(data, (int)length);
    }

    /// <summary>Converts a C string; 0 gives an empty string.</summary>
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
