using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Descriptors 0, 1 and 2 that were closed when the program started.</summary>
internal static class StandardDescriptors
{
    /// <summary>
    /// Fills the gaps, so that no socket becomes stdin, stdout or stderr. Opened the wrong way round: reading and writing them
    /// fail with EBADF as they do on a closed one, so nothing is received into nowhere unnoticed.
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
