using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>A write beyond RLIMIT_FSIZE: EFBIG instead of SIGXFSZ, which would end the process (setrlimit(2)).</summary>
internal static class FileSizeLimit
{
    /// <summary>Whether this process ignores the signal by its own doing: programs that it starts have the default action then.</summary>
    internal static bool IsIgnored { get; private set; }

    /// <summary>From now on a write beyond the limit is an error. A signal that was ignored at the start stays ignored for programs too.</summary>
    internal static void BecomesAnError()
    {
        if (!IsIgnored && !Libc.IsIgnored(Constants.SIGXFSZ))
        {
            Libc.IgnoreSignal(Constants.SIGXFSZ);
            IsIgnored = true;
        }
    }

    /// <summary>Takes <see cref="BecomesAnError"/> back.</summary>
    internal static void BecomesASignal()
    {
        if (IsIgnored)
        {
            Libc.DefaultSignal(Constants.SIGXFSZ);
            IsIgnored = false;
        }
    }
}
