using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>Custom types of BIO (BIO_meth_new(3)).</content>
internal static unsafe partial class LibCrypto
{
    /// <summary>A new type of BIO with these three callbacks, for the lifetime of the process; 0 if there is no memory.</summary>
    /// <param name="name">The name for OpenSSL's messages; its bytes must not move.</param>
    /// <param name="read">Gets the BIO, the buffer and its size; returns the number of bytes read, or -1.</param>
    /// <param name="write">Gets the BIO, the bytes and their number; returns the number of bytes taken, or -1.</param>
    /// <param name="control">Gets the BIO, BIO_CTRL_… and its two arguments.</param>
    internal static nint NewKindOfBio(
        System.ReadOnlySpan<byte> name,
        delegate* unmanaged<nint, byte*, int, int> read,
        delegate* unmanaged<nint, byte*, int, int> write,
        delegate* unmanaged<nint, int, nint, void*, nint> control)
    {
        fixed (byte* p = name)
        {
            nint kind = BioKindNewRaw(BioIndexRaw() | TlsConstants.BIO_TYPE_SOURCE_SINK, p);
            if (kind != 0)
            {
                _ = BioKindReadRaw(kind, read);
                _ = BioKindWriteRaw(kind, write);
                _ = BioKindControlRaw(kind, control);
            }

            return kind;
        }
    }

    /// <summary>A new BIO of that type, ready for use, or 0.</summary>
    /// <param name="kind">A type that <see cref="NewKindOfBio"/> returned.</param>
    /// <param name="data">The value that <see cref="DataOf"/> returns for the BIO.</param>
    internal static nint NewBio(nint kind, nint data)
    {
        nint bio = BioNewRaw(kind);
        if (bio != 0)
        {
            BioSetDataRaw(bio, data);
            BioSetInitRaw(bio, 1);
        }

        return bio;
    }

    [LibraryImport(Crypto, EntryPoint = "BIO_get_data")]
    internal static partial nint DataOf(nint bio);

    /// <summary>Sets BIO_FLAGS_… in addition to those that are set.</summary>
    [LibraryImport(Crypto, EntryPoint = "BIO_set_flags")]
    internal static partial void SetFlags(nint bio, int flags);

    [LibraryImport(Crypto, EntryPoint = "BIO_clear_flags")]
    internal static partial void ClearFlags(nint bio, int flags);

    [LibraryImport(Crypto, EntryPoint = "BIO_get_new_index")]
    private static partial int BioIndexRaw();

    [LibraryImport(Crypto, EntryPoint = "BIO_meth_new")]
    private static partial nint BioKindNewRaw(int type, byte* name);

    [LibraryImport(Crypto, EntryPoint = "BIO_meth_set_read")]
    private static partial int BioKindReadRaw(nint kind, delegate* unmanaged<nint, byte*, int, int> read);

    [LibraryImport(Crypto, EntryPoint = "BIO_meth_set_write")]
    private static partial int BioKindWriteRaw(nint kind, delegate* unmanaged<nint, byte*, int, int> write);

    [LibraryImport(Crypto, EntryPoint = "BIO_meth_set_ctrl")]
    private static partial int BioKindControlRaw(nint kind, delegate* unmanaged<nint, int, nint, void*, nint> control);

    [LibraryImport(Crypto, EntryPoint = "BIO_set_data")]
    private static partial void BioSetDataRaw(nint bio, nint data);

    [LibraryImport(Crypto, EntryPoint = "BIO_set_init")]
    private static partial void BioSetInitRaw(nint bio, int isReady);
}
