using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Makes a write beyond RLIMIT_FSIZE fail with EFBIG instead of raising SIGXFSZ, which would end the process (setrlimit(2)).</summary>
internal static class FileSizeLimit
{
    /// <summary>Whether this class has made the process ignore SIGXFSZ; programs that the process starts then get the default action.</summary>
    internal static bool IsIgnored { get; private set; }

    /// <summary>Makes a write beyond the limit an error. If SIGXFSZ was ignored at the start, it stays ignored for child programs too.</summary>
    internal static void BecomesAnError()
    {
        if (!IsIgnored && !Libc.IsIgnored(Constants.SIGXFSZ))
        {
            Libc.IgnoreSignal(Constants.SIGXFSZ);
            IsIgnored = true;
        }
    }

    /// <summary>Undoes <see cref="BecomesAnError"/>.</summary>
    internal static void BecomesASignal()
    {
        if (IsIgnored)
        {
            Libc.DefaultSignal(Constants.SIGXFSZ);
            IsIgnored = false;
        }
    }
}
