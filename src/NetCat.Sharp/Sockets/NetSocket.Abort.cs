using NetCat.Sharp.IO;

namespace NetCat.Sharp;

/// <content>The end of a connection that leaves nothing behind.</content>
public sealed partial class NetSocket
{
    /// <summary>
    /// Closes at once: unsent data is thrown away, a TCP peer gets RST, and no TIME_WAIT keeps the port
    /// (SO_LINGER with a time of 0, socket(7)). Once called, the socket is disposed of.
    /// </summary>
    public void Abort()
    {
        int descriptor = Leave();
        if (descriptor >= 0)
        {
            Descriptors.ResetAtClose(descriptor);
            Descriptors.Close(descriptor);
        }
    }
}
