using System.Net.Sockets;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>A socket that one of the two users opens.</summary>
internal readonly record struct OwnerBind(Transport Transport, bool Listens, SockAddr At, Reuse Has)
{
    /// <summary>Opens the bound socket, listening if requested. If the kernel refuses, the socket is closed.</summary>
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
