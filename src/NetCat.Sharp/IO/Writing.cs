using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Writes to one descriptor (write(2)).</summary>
internal static class Writing
{
    /// <summary>Writes once; returns the number of bytes, perhaps fewer than given, or minus errno.</summary>
    internal static int Some(int descriptor, ReadOnlySpan<byte> bytes) => Libc.Write(descriptor, bytes);

    /// <summary>Writes all bytes; 0, or minus errno on an error. Waits while a non-blocking descriptor is full.</summary>
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
