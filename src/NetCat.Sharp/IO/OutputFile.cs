using System;
using System.Threading;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// A file that an option names, for writing. A FIFO, a device, a symbolic link to one of these, and a descriptor named in /dev/fd are opened and
/// written to. A regular file is opened too; <see cref="Put"/> writes one atomically, so that it appears only when it is complete. Only a regular
/// file is replaced or removed.
/// </summary>
internal static class OutputFile
{
    private const uint ReadableByAll = 0x1B6;

    /// <summary>O_CREAT is left out: with it the kernel may refuse to open a FIFO of another user (fs.protected_fifos).</summary>
    private const int InPlace = Constants.O_WRONLY | Constants.O_NOCTTY | Constants.O_CLOEXEC;

    /// <summary>Whether a descriptor is open for writing.</summary>
    internal static bool IsWritable(int descriptor) => Libc.IsWritable(descriptor);

    /// <summary>Whether a write to the descriptor never waits for a reader: it is a regular file or /dev/null.</summary>
    internal static bool NeverBlocks(int descriptor) => Libc.KindOf(descriptor) is DescriptorKind.File or DescriptorKind.Null;

    /// <summary>Whether <see cref="Open"/> failed because a FIFO has no reader (ENXIO).</summary>
    internal static bool LacksReader(int result) => result == -Constants.ENXIO;

    /// <summary>
    /// The number of the process's own descriptor that a path names, even if that descriptor is not open; -1 if the path names none.
    /// </summary>
    internal static int DescriptorOf(string path) => OutputPath.Follow(path).Descriptor;

    /// <summary>
    /// Opens the file for the lifetime of the process; returns a descriptor or minus errno. If it is a regular file, exceeding the file size limit is
    /// an error from then on (<see cref="FileSizeLimit"/>).
    /// </summary>
    /// <param name="path">The path that an option names.</param>
    /// <param name="appends">Whether to append to a regular file; otherwise it is truncated.</param>
    /// <param name="waits">Whether to wait for a reader of a FIFO that has none (fifo(7)); otherwise that is ENXIO.</param>
    internal static int Open(string path, bool appends, bool waits)
    {
        FileSizeLimit.BecomesAnError();
        OutputPath at = OutputPath.Follow(path);
        if (at.Descriptor >= 0)
        {
            return Libc.IsWritable(at.Descriptor) ? at.Descriptor : -Constants.EBADF;
        }

        int flags = at.Type switch
        {
            Constants.S_IFIFO when !waits => Constants.O_NONBLOCK,
            Constants.S_IFREG or 0 => (at.IsLinkInProc ? 0 : Constants.O_CREAT) | (appends ? Constants.O_APPEND : Constants.O_TRUNC),
            _ => 0,
        };
        int file = OpenInPlace(path, flags);
        if (file >= 0 && flags == Constants.O_NONBLOCK)
        {
            Libc.SetBlocking(file);
        }

        return file;
    }

    /// <summary>
    /// Writes a few bytes, at most PIPE_BUF, to the path; 0 or minus errno. A FIFO that has no reader or is full does not delay the caller: a thread
    /// waits for the reader.
    /// </summary>
    /// <param name="path">The path that an option names.</param>
    /// <param name="bytes">The whole content of the file.</param>
    /// <param name="onLateError">Called with minus errno if that thread fails.</param>
    internal static int Put(string path, byte[] bytes, Action<int> onLateError)
    {
        OutputPath at = OutputPath.Follow(path);
        if (at.Descriptor >= 0)
        {
            return Writing.All(at.Descriptor, bytes);
        }

        return at.Type switch
        {
            Constants.S_IFDIR => -Constants.EISDIR,
            Constants.S_IFIFO => PutIntoFifo(path, bytes, onLateError),
            Constants.S_IFREG or 0 when !at.IsLinkInProc => PutWhole(at.Path, bytes),
            _ => WriteAndClose(OpenInPlace(path, Constants.O_TRUNC), bytes),
        };
    }

    private static int PutWhole(string path, byte[] bytes)
    {
        bool isAnError = FileSizeLimit.IsIgnored;
        FileSizeLimit.BecomesAnError();
        int error = WholeFile.Put(path, bytes, ReadableByAll);
        if (!isAnError)
        {
            FileSizeLimit.BecomesASignal();
        }

        return error;
    }

    private static int PutIntoFifo(string path, byte[] bytes, Action<int> onLateError)
    {
        int file = OpenInPlace(path, Constants.O_NONBLOCK);
        if (file < 0 && file != -Constants.ENXIO)
        {
            return file;
        }

        // A write of at most PIPE_BUF bytes is all or nothing (pipe(7)).
        int written = file < 0 ? -Constants.EAGAIN : Libc.Write(file, bytes);
        if (written != -Constants.EAGAIN)
        {
            _ = Libc.Close(file);
            return Math.Min(written, 0);
        }

        var waiting = new Thread(() =>
        {
            int error = WriteAndClose(file >= 0 ? file : OpenInPlace(path, 0), bytes);
            if (error < 0)
            {
                onLateError(error);
            }
        })
        {
            IsBackground = true,
        };
        waiting.Start();
        return 0;
    }

    private static int OpenInPlace(string path, int flags)
    {
        int file;
        do
        {
            file = Libc.Open(path, InPlace | flags, ReadableByAll);
        }
        while (file == -Constants.EINTR);
        return file;
    }

    private static int WriteAndClose(int file, ReadOnlySpan<byte> bytes)
    {
        if (file < 0)
        {
            return file;
        }

        int error = Writing.All(file, bytes);
        int closed = Libc.Close(file);
        return error < 0 ? error : closed;
    }
}
