using System;
using NetCat.Sharp.Commands.Exits;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>A path for one socket in a new directory that is this user's alone; both are removed in the end.</summary>
internal sealed class TemporarySocketPath : IDisposable
{
    private readonly string _directory;

    private TemporarySocketPath(string directory) => _directory = directory;

    internal string Path => _directory + "/recv.sock";

    /// <exception cref="NcExit">The directory cannot be made.</exception>
    internal static TemporarySocketPath Create()
    {
        int error = Libc.MakeTemporaryDirectory("/tmp/nc-XXXXXX", out string directory);
        return error == 0 ? new TemporarySocketPath(directory) : throw NcExit.Failed("mkdtemp", -error);
    }

    public void Dispose()
    {
        _ = Libc.Unlink(Path);
        _ = Libc.RemoveDirectory(_directory);
    }
}
