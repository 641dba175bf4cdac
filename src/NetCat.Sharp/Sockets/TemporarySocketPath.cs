using System;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Sockets;

/// <summary>A path for one socket in a new directory that is this user's alone; both are removed in the end.</summary>
internal sealed class TemporarySocketPath : IDisposable
{
    private readonly string _directory;

    private TemporarySocketPath(string directory) => _directory = directory;

    internal string Path => _directory + "/recv.sock";

    /// <summary>0 and a path, or minus errno (mkdtemp(3)).</summary>
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
