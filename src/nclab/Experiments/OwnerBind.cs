using System.Net.Sockets;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>A socket to be made by the one user or the other.</summary>
internal readonly record struct OwnerBind(Transport Transport, bool Listens, SockAddr At, Reuse Has)
{
    /// <summary>The bound socket, of a listener listening; nothing is left open where the kernel refuses.</summary>
    /// <exception cref="SocketException">The kernel's error.</exception>
    internal NetSocket Make()
    {
        NetSocket socket = NetSocket.Create(At.Family, Transport);
        try
        {
            Has.ApplyTo(socket);
            socket.Bind(At);
            if (Listens)
            {
                socket.StartListening();
            }

            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
