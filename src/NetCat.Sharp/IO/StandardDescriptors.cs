using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Descriptors 0, 1 and 2 that were closed when the program started.</summary>
internal static class StandardDescriptors
{
    /// <summary>
    /// Opens /dev/null in place of closed descriptors, so that no socket becomes stdin, stdout or stderr. The access mode is reversed: reading or
    /// writing such a descriptor fails with EBADF as it does for a closed one, so no received data is lost unnoticed.
    /// </summary>
    internal static void OccupyClosed()
    {
        for (int descriptor = 0; descriptor <= 2; descriptor++)
        {
            if (!Libc.IsOpen(descriptor))
            {
                _ = Libc.Open("/dev/null", descriptor == 0 ? Constants.O_WRONLY : Constants.O_RDONLY);
            }
        }
    }
}
