using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// Writes a regular file so that it appears only when it is complete. The file is written without a name and then linked, so that a process that dies
/// leaves nothing behind. If the file system does not support this (O_TMPFILE), the file is written under a temporary name in the same directory.
/// </summary>
internal static class WholeFile
{
    private const int MostNames = 1000;

    /// <summary>Writes the file; 0 or minus errno. A regular file of that name is replaced; any other file is not.</summary>
    /// <param name="path">The path; its last part is not a symbolic link.</param>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="mode">The mode of the new file; the umask applies.</param>
    internal static int Put(string path, ReadOnlySpan<byte> bytes, uint mode)
    {
        if (path.EndsWith('/'))
        {
            return -Constants.EISDIR;
        }

        string directory = OutputPath.DirectoryOf(path);
        int file = Libc.OpenUnnamed(directory, mode);
        if (file is -Constants.EOPNOTSUPP or -Constants.EISDIR)
        {
            return PutBeside(directory, path, bytes, mode);
        }

        if (file < 0)
        {
            return file;
        }

        int error = Writing.All(file, bytes);
        error = error < 0 ? error : Name(file, directory, path);
        int closed = Libc.Close(file);
        error = error < 0 ? error : closed;

        // Without /proc a file without a name cannot be linked.
        return error == -Constants.ENOENT ? PutBeside(directory, path, bytes, mode) : error;
    }

    private static int Name(int file, string directory, string path)
    {
        int error = Libc.Link(file, path);
        if (error != -Constants.EEXIST)
        {
            return error;
        }

        // linkat(2) does not replace a file, so the new file first gets a temporary name, and rename(2) follows.
        string part = "";
        for (int i = 0; i < MostNames && error == -Constants.EEXIST; i++)
        {
            part = PartName(directory, i);
            error = Libc.Link(file, part);
        }

        return error < 0 ? error : RenameOver(part, path);
    }

    private static int PutBeside(string directory, string path, ReadOnlySpan<byte> bytes, uint mode)
    {
        string part = "";
        int file = -Constants.EEXIST;
        for (int i = 0; i < MostNames && file == -Constants.EEXIST; i++)
        {
            part = PartName(directory, i);
            file = Libc.Open(part, Constants.O_WRONLY | Constants.O_CREAT | Constants.O_EXCL | Constants.O_CLOEXEC, mode);
        }

        if (file < 0)
        {
            return file;
        }

        int error = Writing.All(file, bytes);
        int closed = Libc.Close(file);
        error = error < 0 ? error : closed;
        if (error < 0)
        {
            _ = Libc.Unlink(part);
            return error;
        }

        return RenameOver(part, path);
    }

    /// <summary>Checks the existing file directly before rename(2).</summary>
    private static int RenameOver(string part, string path)
    {
        int error = Libc.FileType(path) switch
        {
            Constants.S_IFREG or 0 => Libc.Rename(part, path),
            Constants.S_IFDIR => -Constants.EISDIR,
            _ => -Constants.EEXIST,
        };
        if (error < 0)
        {
            _ = Libc.Unlink(part);
        }

        return error;
    }

    /// <summary>A short temporary name. The file's own name with a suffix could exceed the limit of 255 bytes.</summary>
    private static string PartName(string directory, int number)
        => string.Concat([directory, "/.nc-", Environment.ProcessId.ToString(provider: null), "-", number.ToString(provider: null), ".part"]);
}
