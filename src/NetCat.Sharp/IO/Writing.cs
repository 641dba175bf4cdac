using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Writing all of something to one descriptor (write(2)).</summary>
internal static class Writing
{
    /// <summary>Bytes written by one write(2), perhaps fewer than given, or minus errno.</summary>
    internal static int Some(int descriptor, ReadOnlySpan<byte> bytes) => Libc.Write(descriptor, bytes);

    /// <summary>0, or minus errno where the descriptor takes no more. Waits where a non-blocking descriptor is full.</summary>
    internal static int All(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int written = Libc.Write(descriptor, bytes);
            if (written == -Constants.EAGAIN)
            {
                _ = Readiness.Await(descriptor, Constants.POLLOUT);
            }
            else if (written < 0 && written != -Constants.EINTR)
            {
                return written;
            }

            bytes = bytes[Math.Max(written, 0)..];
        }

        return 0;
    }
}
