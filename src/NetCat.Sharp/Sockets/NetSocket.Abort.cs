using NetCat.Sharp.IO;

namespace NetCat.Sharp;

/// <content>Ends a connection without TIME_WAIT.</content>
public sealed partial class NetSocket
{
    /// <summary>
    /// Closes the socket at once: unsent data is discarded, a TCP peer gets RST, and no TIME_WAIT keeps the port (SO_LINGER with a time of 0,
    /// socket(7)). Afterwards the socket is disposed of.
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
