using System.Runtime.InteropServices;

namespace NetCat.Sharp.Native;

/// <content>BIOs of a kind of our own (BIO_meth_new(3)).</content>
internal static unsafe partial class LibCrypto
{
    /// <summary>A kind of BIO with these three calls, for the life of the process; 0 where there is no memory.</summary>
    /// <param name="name">For OpenSSL's messages; its bytes must stay where they are.</param>
    /// <param name="read">The BIO, where the bytes go, the most of them: bytes read, or -1.</param>
    /// <param name="write">The BIO, the bytes, their number: bytes taken, or -1.</param>
    /// <param name="control">The BIO, BIO_CTRL_…, and two arguments of it.</param>
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

    /// <summary>A BIO of that kind, ready to be used, or 0.</summary>
    /// <param name="kind">Of <see cref="NewKindOfBio"/>.</param>
    /// <param name="data">What <see cref="DataOf"/> returns for it.</param>
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

    /// <summary>BIO_FLAGS_…, beside those that are set.</summary>
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
