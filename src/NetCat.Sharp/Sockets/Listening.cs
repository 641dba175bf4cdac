using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Opens a bound, listening socket at a resolved address; errors are values.</summary>
internal static class Listening
{
    /// <summary>Binds, and listens if the socket is a stream; <paramref name="backlog"/> is that of listen(2).</summary>
    internal static OpenResult Open(in ResolvedAddress at, IReadOnlyList<SocketOptionValue> options, int backlog)
    {
        int socket = Libc.Socket(at.Family, at.SocketType, at.Protocol);
        if (socket < 0)
        {
            return OpenResult.Failed(OpenStep.Socket, socket);
        }

        OpenResult result = Bind(socket, at, options);
        int error = result.Opened && at.SocketType != Constants.SOCK_DGRAM ? Libc.Listen(socket, backlog) : 0;
        if (error < 0)
        {
            result = OpenResult.Failed(OpenStep.Listen, error);
        }

        if (!result.Opened)
        {
            _ = Libc.Close(socket);
        }

        return result;
    }

    /// <summary>
    /// Calls accept4(2) once; returns a non-blocking descriptor or minus errno, -EAGAIN if there is no client or the client has left meanwhile.
    /// </summary>
    internal static int AcceptNow(int listener, bool closesOnExec, out SockAddr peer)
    {
        int accepted = Libc.Accept(listener, Constants.SOCK_NONBLOCK | (closesOnExec ? Constants.SOCK_CLOEXEC : 0), out peer);
        return accepted == -Constants.ECONNABORTED ? -Constants.EAGAIN : accepted;
    }

    /// <summary>
    /// Waits for the next connection; returns a non-blocking descriptor or minus errno. A client that left while it waited is skipped.
    /// </summary>
    internal static int Accept(int listener, out SockAddr peer)
    {
        while (true)
        {
            int accepted = Libc.Accept(listener, Constants.SOCK_NONBLOCK, out peer);
            if (accepted == -Constants.EAGAIN)
            {
                // An inherited listener may be non-blocking.
                _ = Readiness.Await(listener, Constants.POLLIN);
            }
            else if (accepted is not (-Constants.EINTR or -Constants.ECONNABORTED))
            {
                return accepted;
            }
        }
    }

    /// <summary>Sets the options of a phase; if the kernel refuses one, the result names it. The socket stays open.</summary>
    internal static OpenResult Set(int socket, in SockAddr address, Phase phase, IReadOnlyList<SocketOptionValue> options)
    {
        int error = SocketOptions.Apply(socket, address, phase, options, out SocketOptionValue refused);
        return error < 0 ? OpenResult.Failed(OpenStep.Option, error, refused) : new OpenResult(socket);
    }

    private static OpenResult Bind(int socket, in ResolvedAddress at, IReadOnlyList<SocketOptionValue> options)
    {
        int error = SocketOptions.Apply(socket, at.Address, Phase.BeforeBind, options, out SocketOptionValue refused);
        if (error == 0)
        {
            error = SocketOptions.Apply(socket, at.Address, Phase.BeforeConnect, options, out refused);
        }

        if (error < 0)
        {
            return OpenResult.Failed(OpenStep.Option, error, refused);
        }

        error = Libc.Bind(socket, at.Address);
        return error < 0 ? OpenResult.Failed(OpenStep.Bind, error) : Set(socket, at.Address, Phase.BeforeListen, options);
    }
}
