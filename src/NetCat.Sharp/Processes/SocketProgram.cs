using System;
using System.Collections.Generic;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp.Processes;

/// <summary>A program that runs with a socket as its stdin and stdout; it inherits stderr.</summary>
internal sealed unsafe class SocketProgram
{
    private const string UsualPath = "/usr/local/bin:/usr/bin:/bin";

    private readonly string _path;
    private readonly CStringArray _arguments = new();
    private readonly nint[] _pointers;
    private readonly ConnectionEnvironment _environment = new();

    /// <param name="path">The path of the program.</param>
    /// <param name="arguments">The arguments, beginning with the program's own name.</param>
    internal SocketProgram(string path, IReadOnlyList<string> arguments)
    {
        _path = path;
        foreach (string argument in arguments)
        {
            _arguments.Add(argument);
        }

        _pointers = GC.AllocateArray<nint>(arguments.Count + 1, pinned: true);
        _arguments.CopyPointers(_pointers);
    }

    /// <summary>Finds the path of a program as a shell does; 0 or minus errno.</summary>
    /// <param name="name">A path if it contains a slash; otherwise a name that is searched for in PATH.</param>
    /// <param name="path">The path that was found.</param>
    internal static int Find(string name, out string path)
    {
        path = name;
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return Check(name);
        }

        int error = -Constants.ENOENT;
        string places = Environment.GetEnvironmentVariable("PATH") ?? UsualPath;
        foreach (string place in name.Length == 0 ? [] : places.Split(':'))
        {
            path = place.Length == 0 ? "./" + name : string.Concat(place, "/", name);
            int found = Check(path);
            if (found == 0)
            {
                return 0;
            }

            // EACCES for a program that exists but may not be executed takes precedence over ENOENT from other directories.
            error = found == -Constants.EACCES ? found : error;
        }

        path = name;
        return error;
    }

    /// <summary>
    /// Starts the program; returns its process id or minus errno. The socket is made blocking, and closed on exec in all other programs; the caller
    /// closes it.
    /// </summary>
    /// <param name="socket">The socket that becomes the program's stdin and stdout.</param>
    /// <param name="connection">The connection that the program serves: the same socket, or the one behind it.</param>
    /// <param name="transport">The transport of the connection.</param>
    /// <param name="peer">The peer of the connection.</param>
    internal int Start(int socket, int connection, Transport transport, in SockAddr peer)
    {
        Libc.SetBlocking(socket);
        Libc.CloseOnExec(socket);
        Libc.CloseOnExec(connection);
        _ = Libc.LocalAddress(connection, out SockAddr local);
        local = peer.Family == Constants.AF_INET ? SocketAddresses.Unmapped(local) : local;
        fixed (nint* arguments = _pointers, environment = _environment.For(transport, local, peer))
        {
            return Libc.Spawn(_path, arguments, environment, socket, FileSizeLimit.IsIgnored);
        }
    }

    private static int Check(string path)
    {
        int error = Libc.MayRun(path);
        return error == 0 && Libc.FileType(path) == Constants.S_IFDIR ? -Constants.EACCES : error;
    }
}
