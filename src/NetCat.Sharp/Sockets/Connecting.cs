using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>Opens a connected, non-blocking socket to a resolved address; errors are values.</summary>
internal static class Connecting
{
    /// <summary>
    /// Creates the socket, sets the options, binds to <paramref name="local"/> if it is set, and connects. The deadline and the kernel's own limit
    /// end the wait.
    /// </summary>
    internal static OpenResult Open(in ResolvedAddress to, in SockAddr local, IReadOnlyList<SocketOptionValue> options, Deadline until = default)
    {
        OpenResult result = Prepare(to, local, options);
        if (!result.Opened)
        {
            return result;
        }

        int socket = result.Descriptor;
        SelfConnection.Prepare(to.Address);
        result = Connect(socket, to.Address, until);
        if (result.Opened && to.SocketType == Constants.SOCK_STREAM && SelfConnection.Is(socket, to.Address))
        {
            result = OpenResult.Failed(OpenStep.Connect, -Constants.ECONNREFUSED);
        }

        if (result.Opened)
        {
            result = Listening.Set(socket, to.Address, Phase.Connected, options);
        }

        if (!result.Opened)
        {
            _ = Libc.Close(socket);
        }

        return result;
    }

    /// <summary>Performs all steps before connect(2).</summary>
    internal static OpenResult Prepare(in ResolvedAddress to, in SockAddr local, IReadOnlyList<SocketOptionValue> options)
    {
        int socket = Libc.Socket(to.Family, to.SocketType | Constants.SOCK_NONBLOCK, to.Protocol);
        if (socket < 0)
        {
            return OpenResult.Failed(OpenStep.Socket, socket);
        }

        OpenStep step = OpenStep.Option;
        int error = SocketOptions.Apply(socket, to.Address, Phase.BeforeBind, options, out SocketOptionValue refused);
        if (error == 0 && local.Family != Constants.AF_UNSPEC)
        {
            error = Libc.Bind(socket, local);
            step = error < 0 ? OpenStep.Bind : step;
        }

        if (error == 0)
        {
            error = SocketOptions.Apply(socket, to.Address, Phase.BeforeConnect, options, out refused);
        }

        if (error == 0)
        {
            return new OpenResult(socket);
        }

        _ = Libc.Close(socket);
        return OpenResult.Failed(step, error, refused);
    }

    private static OpenResult Connect(int socket, in SockAddr to, Deadline until)
    {
        int error = Libc.Connect(socket, to);
        if (error == -Constants.EINPROGRESS)
        {
            // A socket becomes writable when its connect(2) has ended, with success or without.
            if (!Readiness.Await(socket, Constants.POLLOUT, until))
            {
                return OpenResult.Failed(OpenStep.ConnectTimeout, -Constants.ETIMEDOUT);
            }

            error = Libc.GetOption(socket, Constants.SOL_SOCKET, Constants.SO_ERROR, out int pending);
            error = error < 0 ? error : -pending;
        }

        return error < 0 ? OpenResult.Failed(OpenStep.Connect, error) : new OpenResult(socket);
    }
}
