using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Passes an open descriptor to another process (unix(7), SCM_RIGHTS).</summary>
internal static class DescriptorPassing
{
    /// <summary>Sends one NUL byte together with the descriptor; 0 or minus errno. Blocks while the socket is full.</summary>
    internal static int Pass(int descriptor, int over)
    {
        int sent = Libc.SendDescriptor(over, descriptor);
        while (sent < 0 && SystemError.IsTransient(-sent))
        {
            _ = Readiness.Await(over, Constants.POLLOUT);
            sent = Libc.SendDescriptor(over, descriptor);
        }

        return sent < 0 ? sent : 0;
    }
}
