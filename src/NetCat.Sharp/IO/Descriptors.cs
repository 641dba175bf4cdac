using System.Runtime.InteropServices;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>Operations on any descriptor.</summary>
internal static class Descriptors
{
    /// <summary>How many descriptors this process may have open at once (getrlimit(2), the soft limit).</summary>
    internal static int Limit => Libc.DescriptorLimit();

    /// <summary>Raises the limit of this process to the hard limit: each client needs one descriptor or two.</summary>
    internal static void RaiseLimit() => Libc.RaiseDescriptorLimit();

    /// <summary>Closes a descriptor. Linux releases it whatever close(2) returns, so the result is ignored.</summary>
    internal static void Close(int descriptor) => _ = Libc.Close(descriptor);

    /// <summary>A later close(2) ends a TCP connection with RST, which leaves no TIME_WAIT (SO_LINGER with a time of 0, socket(7)).</summary>
    internal static void ResetAtClose(int socket)
    {
        // A struct linger: on, zero seconds.
        _ = Libc.SetOption(socket, Constants.SOL_SOCKET, Constants.SO_LINGER, MemoryMarshal.AsBytes<int>([1, 0]));
    }

    /// <summary>Sets O_NONBLOCK.</summary>
    internal static void SetNonBlocking(int descriptor) => Libc.SetNonBlocking(descriptor);

    /// <summary>Sets FD_CLOEXEC: programs that this process starts do not inherit the descriptor.</summary>
    internal static void CloseOnExec(int descriptor) => Libc.CloseOnExec(descriptor);
}
