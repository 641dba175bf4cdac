using System;
using System.Runtime.InteropServices;
using System.Text;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Native;

/// <content>System calls that take paths.</content>
internal static unsafe partial class Libc
{
    /// <summary>PATH_MAX, including the final NUL.</summary>
    private const int LongestPath = 4096;

    /// <summary>O_TMPFILE; the O_DIRECTORY in it has another number on arm64.</summary>
    private static int UnnamedFile => FileStatus.IsArm ? 0x404000 : 0x410000;

    /// <summary>The S_IF number of the file at the path, without following a final link; 0 if there is no file (lstat(2)).</summary>
    internal static int FileType(string path)
        => LstatRaw(path, out FileStatus status) == 0 ? (int)(status.Mode & Constants.S_IFMT) : 0;

    /// <summary>The S_IF number of the file at the path, as above, and its size in bytes; the size of a symbolic link is that of its text.</summary>
    internal static int FileType(string path, out long size)
    {
        int type = LstatRaw(path, out FileStatus status) == 0 ? (int)(status.Mode & Constants.S_IFMT) : 0;
        size = status.Size;
        return type;
    }

    /// <summary>The S_IF number of the file at the path, after following links; 0 if there is no file (stat(2)).</summary>
    internal static int TargetType(string path)
        => StatRaw(path, out FileStatus status) == 0 ? (int)(status.Mode & Constants.S_IFMT) : 0;

    /// <summary>
    /// Creates a file without a name in a directory and opens it for writing; returns a descriptor or minus errno, EOPNOTSUPP if the file system does
    /// not support it (open(2), O_TMPFILE).
    /// </summary>
    internal static int OpenUnnamed(string directory, uint mode)
        => Open(directory, UnnamedFile | Constants.O_WRONLY | Constants.O_CLOEXEC, mode);

    /// <summary>Links an open file without a name, by its path in /proc, to a path that does not exist yet; 0 or minus errno (linkat(2)).</summary>
    internal static int Link(int file, string path)
        => Result(LinkRaw(Constants.AT_FDCWD, "/proc/self/fd/" + file.ToString(provider: null), Constants.AT_FDCWD, path, Constants.AT_SYMLINK_FOLLOW));

    /// <summary>Reads the text of a symbolic link; 0 or minus errno (readlink(2)).</summary>
    internal static int ReadLink(string path, out string target)
    {
        Span<byte> text = stackalloc byte[LongestPath];
        fixed (byte* p = text)
        {
            int length = Result(ReadLinkRaw(path, p, LongestPath));
            target = length > 0 ? RawText.Decode(text[..length]) : "";
            return Math.Min(length, 0);
        }
    }

    /// <summary>Resolves links and dots in a path; 0 or minus errno (realpath(3)).</summary>
    internal static int RealPath(string path, out string real)
    {
        byte* text = stackalloc byte[LongestPath];
        bool found = RealPathRaw(path, text) != null;
        real = found ? RawText.Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text)) : "";
        return found ? 0 : -Marshal.GetLastPInvokeError();
    }

    internal static int Unlink(string path) => Result(UnlinkRaw(path));

    /// <summary>Renames a file and replaces the file that had the new name (rename(2)).</summary>
    internal static int Rename(string from, string to) => Result(RenameRaw(from, to));

    internal static int RemoveDirectory(string path) => Result(RmdirRaw(path));

    /// <summary>
    /// Creates a directory that only this user can access; the six X at the end of the name are replaced. 0 or minus errno (mkdtemp(3)).
    /// </summary>
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

    [LibraryImport(C, EntryPoint = "stat", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int StatRaw(string path, out FileStatus status);

    [LibraryImport(C, EntryPoint = "linkat", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int LinkRaw(int fromDirectory, string from, int toDirectory, string to, int flags);

    [LibraryImport(C, EntryPoint = "readlink", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial nint ReadLinkRaw(string path, byte* text, nuint length);

    [LibraryImport(C, EntryPoint = "realpath", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial byte* RealPathRaw(string path, byte* real);

    [LibraryImport(C, EntryPoint = "unlink", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int UnlinkRaw(string path);

    [LibraryImport(C, EntryPoint = "rename", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int RenameRaw(string from, string to);

    [LibraryImport(C, EntryPoint = "rmdir", SetLastError = true, StringMarshallingCustomType = typeof(RawTextMarshaller))]
    private static partial int RmdirRaw(string path);

    [LibraryImport(C, EntryPoint = "mkdtemp", SetLastError = true)]
    private static partial byte* MkdtempRaw(byte* template);
}
