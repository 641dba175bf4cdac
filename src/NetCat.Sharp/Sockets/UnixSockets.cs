using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Sockets;

/// <summary>Unix sockets (unix(7)): paths, and names in the abstract namespace, which are written with <c>@</c> as their first byte.</summary>
internal static class UnixSockets
{
    /// <summary>The longest path in bytes; sun_path has one more byte, for the final NUL.</summary>
    private const int LongestPath = 107;

    /// <summary>The listen backlog that nc uses.</summary>
    internal const int Backlog = 5;

    /// <summary>
    /// Opens a bound socket. An earlier socket at the path is removed, as nc does, and so are a symbolic link to one and an empty regular file
    /// (mktemp(1)). Any other file stays and makes the bind fail, with <see cref="OpenStep.PathTaken"/> or, if it is a directory, with the error of
    /// bind(2).
    /// </summary>
    internal static OpenResult Bind(string path, Transport transport, bool closesOnExec, IReadOnlyList<SocketOptionValue> options)
    {
        int error = AddressOf(path, out SockAddr address);
        if (error < 0)
        {
            return OpenResult.Failed(OpenStep.Bind, error);
        }

        int socket = Libc.Socket(Constants.AF_UNIX, Transports.SocketType(transport) | (closesOnExec ? Constants.SOCK_CLOEXEC : 0), 0);
        if (socket < 0)
        {
            return OpenResult.Failed(OpenStep.Socket, socket);
        }

        OpenResult made = Listening.Set(socket, default, Phase.BeforeConnect, options);
        if (!made.Opened)
        {
            _ = Libc.Close(socket);
            return made;
        }

        bool isTaken = path[0] != '@' && !RemoveEarlier(path);
        error = Libc.Bind(socket, address);
        return Keep(socket, isTaken && error == -Constants.EADDRINUSE ? OpenStep.PathTaken : OpenStep.Bind, error);
    }

    /// <summary>
    /// Removes an earlier file; false if the path names a file that must stay. No other system call runs between the check and unlink(2).
    /// </summary>
    private static bool RemoveEarlier(string path)
    {
        int type = Libc.FileType(path, out long size);
        bool isEarlier = type switch
        {
            Constants.S_IFSOCK => true,
            Constants.S_IFREG => size == 0,
            Constants.S_IFLNK => Libc.TargetType(path) == Constants.S_IFSOCK,
            _ => false,
        };
        if (isEarlier)
        {
            _ = Libc.Unlink(path);
        }

        return isEarlier || type is 0 or Constants.S_IFDIR;
    }

    /// <summary>Makes a bound stream socket listen; 0 or minus errno.</summary>
    internal static int Listen(int socket, int backlog) => Libc.Listen(socket, backlog);

    /// <summary>Whether the path can be an address; 0 or minus errno.</summary>
    internal static int Check(string path) => AddressOf(path, out _);

    /// <summary>Opens a stream socket that is connected to a path. Waits while the listener's queue is full, until the deadline.</summary>
    internal static OpenResult Connect(string path, IReadOnlyList<SocketOptionValue> options, Deadline until = default)
    {
        int error = Check(path);
        if (error < 0)
        {
            return OpenResult.Failed(OpenStep.Connect, error);
        }

        int socket = Libc.Socket(Constants.AF_UNIX, Constants.SOCK_STREAM | Constants.SOCK_CLOEXEC, 0);
        if (socket < 0)
        {
            return OpenResult.Failed(OpenStep.Socket, socket);
        }

        if (until.Left is { } left)
        {
            // A struct timeval: connect(2) waits no longer than this for room in the queue, and then fails with EAGAIN (SO_SNDTIMEO, socket(7)).
            long microseconds = Math.Max(left.Ticks / TimeSpan.TicksPerMicrosecond, 1);
            ReadOnlySpan<long> limit = [microseconds / 1_000_000, microseconds % 1_000_000];
            _ = Libc.SetOption(socket, Constants.SOL_SOCKET, Constants.SO_SNDTIMEO, MemoryMarshal.AsBytes(limit));
        }

        OpenResult made = Listening.Set(socket, default, Phase.BeforeConnect, options);
        if (!made.Opened)
        {
            _ = Libc.Close(socket);
            return made;
        }

        OpenResult result = Connect(socket, path);
        return result.Errno == Constants.EAGAIN ? OpenResult.Failed(OpenStep.ConnectTimeout, -Constants.ETIMEDOUT) : result;
    }

    /// <summary>Connects the socket to a path, or closes it and returns the reason.</summary>
    internal static OpenResult Connect(int socket, string path)
    {
        int error = AddressOf(path, out SockAddr address);
        if (error == 0)
        {
            error = Libc.Connect(socket, address);
        }

        return Keep(socket, OpenStep.Connect, error);
    }

    /// <summary>Sends one datagram to a path from an unbound socket; 0 or minus errno.</summary>
    internal static int SendDatagram(string path, ReadOnlySpan<byte> bytes)
    {
        int error = AddressOf(path, out SockAddr address);
        int socket = error < 0 ? error : Libc.Socket(Constants.AF_UNIX, Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC, 0);
        if (socket < 0)
        {
            return socket;
        }

        int sent = Libc.SendTo(socket, bytes, address);
        _ = Libc.Close(socket);
        return Math.Min(sent, 0);
    }

    private static OpenResult Keep(int socket, OpenStep step, int error)
    {
        if (error >= 0)
        {
            return new OpenResult(socket);
        }

        _ = Libc.Close(socket);
        return OpenResult.Failed(step, error);
    }

    /// <summary>Returns the address of a path or, after @, of an abstract name; 0 or minus errno.</summary>
    internal static int AddressOf(string path, out SockAddr address)
    {
        address = default;
        byte[] name = RawText.Encode(path);
        bool isAbstract = name.Length > 0 && name[0] == '@';
        if (name.Length == 0)
        {
            return -Constants.EINVAL;
        }

        if (name.Length > (isAbstract ? LongestPath + 1 : LongestPath))
        {
            return -Constants.ENAMETOOLONG;
        }

        if (isAbstract)
        {
            name[0] = 0;
        }

        // The address of a path includes the final NUL, that of an abstract name does not.
        byte[] bytes = new byte[2 + name.Length + (isAbstract ? 0 : 1)];
        _ = BitConverter.TryWriteBytes(bytes, (ushort)Constants.AF_UNIX);
        name.CopyTo(bytes, 2);
        address = new SockAddr(bytes);
        return 0;
    }
}
