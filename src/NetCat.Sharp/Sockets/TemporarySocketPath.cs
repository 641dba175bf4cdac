using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>A path for one socket in a new directory that only this user can access. Disposing removes both.</summary>
internal sealed class TemporarySocketPath : IDisposable
{
    private readonly string _directory;

    private TemporarySocketPath(string directory) => _directory = directory;

    internal string Path => _directory + "/recv.sock";

    /// <summary>Creates the directory and the path (mkdtemp(3)); 0 or minus errno.</summary>
    internal static int Create(out TemporarySocketPath? path)
    {
        int error = Libc.MakeTemporaryDirectory("/tmp/nc-XXXXXX", out string directory);
        path = error == 0 ? new TemporarySocketPath(directory) : null;
        return error;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Libc.Unlink(Path);
        _ = Libc.RemoveDirectory(_directory);
    }
}
