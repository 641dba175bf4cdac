namespace NetCat.Sharp.Sockets;

/// <summary>The steps that open a listening or connected socket; the step that failed selects the error line.</summary>
internal enum OpenStep
{
    Socket,
    Option,
    Bind,

    /// <summary>bind(2) of a Unix socket: at its path lies a file that is not removed.</summary>
    PathTaken,
    Listen,
    Connect,

    /// <summary>connect(2) had not ended when its time was over.</summary>
    ConnectTimeout,
}

/// <summary>A descriptor, or -1 with the step that failed, its errno and, of a refused option, which: its key or, where it was named, its row, counted from 1.</summary>
internal readonly record struct OpenResult(int Descriptor, OpenStep Step = default, int Errno = 0, SocketOptionKey Option = default, int OptionRow = 0)
{
    internal bool Opened => Descriptor >= 0;

    internal static OpenResult Failed(OpenStep step, int minusErrno, in SocketOptionValue option = default) => new(-1, step, -minusErrno, option.Key, option.Row);
}
