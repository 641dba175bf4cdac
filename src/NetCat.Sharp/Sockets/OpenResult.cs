namespace NetCat.Sharp.Sockets;

/// <summary>The steps that open a listening or connected socket; the step that failed selects the error line.</summary>
internal enum OpenStep
{
    Socket,
    Option,
    Bind,

    /// <summary>bind(2) of a Unix socket failed: there is a file at its path that is not removed.</summary>
    PathTaken,
    Listen,
    Connect,

    /// <summary>The time limit of connect(2) has passed.</summary>
    ConnectTimeout,
}

/// <summary>
/// A descriptor, or -1 with the step that failed and its errno. For a refused option it has the option's key or, if the option was named, its row,
/// counted from 1.
/// </summary>
internal readonly record struct OpenResult(int Descriptor, OpenStep Step = default, int Errno = 0, SocketOptionKey Option = default, int OptionRow = 0)
{
    internal bool Opened => Descriptor >= 0;

    internal static OpenResult Failed(OpenStep step, int minusErrno, in SocketOptionValue option = default) => new(-1, step, -minusErrno, option.Key, option.Row);
}
