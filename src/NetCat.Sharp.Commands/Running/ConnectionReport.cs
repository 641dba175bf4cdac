using NetCat.Sharp.IO;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The events of connections that are closed immediately, as with -z.</summary>
internal static class ConnectionReport
{
    /// <summary>
    /// Closes a socket and then writes its events. Nothing happens between connect(2) and close(2), so that the peer reads the end of the
    /// stream: closing a socket with unread data would send a reset.
    /// </summary>
    internal static void OfClosed(RunContext call, OwnedDescriptor socket, string? host = null, int port = 0)
    {
        SockAddr local = default;
        SockAddr peer = default;
        if (call.Events is not null)
        {
            local = SocketAddresses.LocalOf(socket.Number);
            peer = SocketAddresses.PeerOf(socket.Number);
        }

        socket.Dispose();
        call.Events?.Connected(local, peer, host, port).Closed("done");
    }
}
