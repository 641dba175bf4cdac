using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Reads whole files.</summary>
internal static class FileReading
{
    /// <summary>Bytes between a regular file's position and its end, or -1 if the descriptor is not a regular file.</summary>
    internal static long BytesLeft(int file) => Libc.BytesLeft(file);

    /// <summary>Reads all bytes of a file; 0 or minus errno, EFBIG if the file has more than <paramref name="most"/> bytes.</summary>
    internal static int All(string path, int most, out ReadOnlyMemory<byte> content)
    {
        content = default;
        int file = Libc.Open(path, Constants.O_RDONLY | Constants.O_CLOEXEC);
        return file < 0 ? file : All(file, most, out content);
    }

    /// <summary>Reads all bytes of a descriptor and closes it; EBADF if it is not open for reading.</summary>
    internal static int All(int file, int most, out ReadOnlyMemory<byte> content)
    {
        byte[] bytes = new byte[4096];
        int length = 0;
        int taken = Libc.IsReadable(file) ? 1 : -Constants.EBADF;
        while (taken > 0 && length <= most)
        {
            taken = Libc.Read(file, bytes.AsSpan(length));
            if (SystemError.IsTransient(-taken))
            {
                taken = 1;
                _ = Readiness.AwaitInput(file);
                continue;
            }

            length += Math.Max(taken, 0);
            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, 2 * length);
            }
        }

        _ = Libc.Close(file);
        content = bytes.AsMemory(0, length);
        return length > most ? -Constants.EFBIG : Math.Min(taken, 0);
    }

    /// <summary>Reads at least the first line of a file; 0 or minus errno, EFBIG if that line has more than <paramref name="most"/> bytes.</summary>
    internal static int FirstLine(string path, int most, out byte[] text)
    {
        text = [];
        int file = Libc.Open(path, Constants.O_RDONLY | Constants.O_NOCTTY | Constants.O_CLOEXEC);
        return file < 0 ? file : FirstLine(file, most, out text);
    }

    /// <summary>Reads at least the first line of a descriptor and closes it; EBADF if it is not open for reading.</summary>
    internal static int FirstLine(int file, int most, out byte[] text)
    {
        byte[] bytes = new byte[most + 1];
        int length = 0;
        int error = Libc.IsReadable(file) ? 0 : -Constants.EBADF;
        while (error == 0 && length < bytes.Length)
        {
            int taken = Libc.Read(file, bytes.AsSpan(length));
            if (SystemError.IsTransient(-taken))
            {
                _ = Readiness.AwaitInput(file);
                continue;
            }

            length += Math.Max(taken, 0);
            error = Math.Min(taken, 0);
            if (taken <= 0 || bytes.AsSpan(0, length).Contains((byte)'\n'))
            {
                break;
            }
        }

        _ = Libc.Close(file);
        text = bytes[..length];
        return length > most && !text.AsSpan().Contains((byte)'\n') ? -Constants.EFBIG : error;
    }
}
