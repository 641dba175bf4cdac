using System;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Native;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>A file that an option names, read whole.</summary>
internal static class TextFile
{
    /// <summary>Bytes: more than a list that people write, less than a device that never ends.</summary>
    private const int Largest = 16 << 20;

    /// <exception cref="NcExit">It cannot be read.</exception>
    internal static string Read(string option, string path)
    {
        int file = Libc.Open(path, Constants.O_RDONLY | Constants.O_CLOEXEC);
        byte[] bytes = new byte[4096];
        int length = 0;
        int taken = file;
        while (file >= 0 && (taken = Libc.Read(file, bytes.AsSpan(length))) is not 0)
        {
            if (taken < 0 && taken != -Constants.EINTR)
            {
                break;
            }

            length += Math.Max(taken, 0);
            if (length > Largest)
            {
                taken = -Constants.EFBIG;
                break;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, 2 * length);
            }
        }

        if (file >= 0)
        {
            _ = Libc.Close(file);
        }

        return taken < 0 ? throw NcExit.Failed(string.Concat(option, " ", Printable.Of(path)), -taken) : RawText.Decode(WithoutMark(bytes.AsSpan(0, length)));
    }

    /// <summary>The text behind a byte order mark (RFC 3629, 6), which some editors put before it.</summary>
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
