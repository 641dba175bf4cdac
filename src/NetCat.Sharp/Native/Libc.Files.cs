using System;
using System.Runtime.InteropServices;
using System.Text;

namespace NetCat.Sharp.Native;

/// <content>The few calls on paths.</content>
internal static unsafe partial class Libc
{
    /// <summary>The S_IF number of what a path names, a link itself, or 0 where it names nothing (lstat(2)).</summary>
    internal static int FileType(string path)
        => LstatRaw(path, out FileStatus status) == 0 ? (int)(status.Mode & Constants.S_IFMT) : 0;

    internal static int Unlink(string path) => Result(UnlinkRaw(path));

    /// <summary>Gives a file another name, in place of whatever had it (rename(2)).</summary>
    internal static int Rename(string from, string to) => Result(RenameRaw(from, to));

    internal static int RemoveDirectory(string path) => Result(RmdirRaw(path));

    /// <summary>Makes a directory for this user alone, the six X at the end of the name replaced; 0 or minus errno (mkdtemp(3)).</summary>
    internal static int MakeTemporaryDirectory(string template, out string path)
    {
        byte[] name = Encoding.UTF8.GetBytes(template + "\0");
        int error;
        fixed (byte* p = name)
        {
            error = MkdtempRaw(p) == null ? -Marshal.GetLastPInvokeError() : 0;
        }

        path = Encoding.UTF8.GetString(name.AsSpan(0, name.Length - 1));
        return error;
    }

    [LibraryImport(C, EntryPoint = "lstat", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int LstatRaw(string path, out FileStatus status);

    [LibraryImport(C, EntryPoint = "unlink", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int UnlinkRaw(string path);

    [LibraryImport(C, EntryPoint = "rename", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int RenameRaw(string from, string to);

    [LibraryImport(C, EntryPoint = "rmdir", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int RmdirRaw(string path);

    [LibraryImport(C, EntryPoint = "mkdtemp", SetLastError = true)]
    private static partial byte* MkdtempRaw(byte* template);
}
