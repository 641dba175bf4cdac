using System;
using System.Threading;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>
/// A file that an option names, for writing. A FIFO, a device, a symbolic link to one of these and a descriptor by its name in
/// /dev/fd are written to; a regular file is opened, or, by <see cref="Put"/>, appears whole. Nothing but a regular file is
/// renamed over or removed.
/// </summary>
internal static class OutputFile
{
    private const uint ReadableByAll = 0x1B6;

    /// <summary>O_CREAT is not among them: with it the kernel may refuse it for a FIFO of another user (fs.protected_fifos).</summary>
    private const int InPlace = Constants.O_WRONLY | Constants.O_NOCTTY | Constants.O_CLOEXEC;

    /// <summary>Whether a descriptor is open for writing.</summary>
    internal static bool IsWritable(int descriptor) => Libc.IsWritable(descriptor);

    /// <summary>A write to the descriptor never waits for a reader: it is a regular file or /dev/null.</summary>
    internal static bool NeverBlocks(int descriptor) => Libc.KindOf(descriptor) is DescriptorKind.File or DescriptorKind.Null;

    /// <summary>Whether a result of <see cref="Open"/> is that of a FIFO without a reader (ENXIO).</summary>
    internal static bool LacksReader(int result) => result == -Constants.ENXIO;

    /// <summary>The process's own descriptor that a path names, -1 where it names none; one that is not open has its number all the same.</summary>
    internal static int DescriptorOf(string path) => OutputPath.Follow(path).Descriptor;

    /// <summary>
    /// A descriptor for as long as the process runs, or minus errno. A regular file's size limit is an error from then on
    /// (<see cref="FileSizeLimit"/>).
    /// </summary>
    /// <param name="path">What an option names.</param>
    /// <param name="appends">A regular file keeps what it holds; without this it is emptied.</param>
    /// <param name="waits">Waits for the reader of a FIFO that has none (fifo(7)); without this that is ENXIO.</param>
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
    /// Writes so few bytes that a pipe takes them at once (PIPE_BUF) to what the path names: 0 or minus errno. A FIFO without a
    /// reader, and one that is full, do not hold the caller up: a thread waits for the reader.
    /// </summary>
    /// <param name="path">What an option names.</param>
    /// <param name="bytes">All that the file is to hold.</param>
    /// <param name="onLateError">Is called with minus errno where that thread fails.</param>
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

        // A write of so few bytes is all or nothing (pipe(7)).
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
