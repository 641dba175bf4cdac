using System;
using System.Globalization;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>The target of a path that is to be written.</summary>
/// <param name="Path">The path with its symbolic links resolved, except links in /proc, whose text is not a path.</param>
/// <param name="Type">The S_IF number, or 0 if the file does not exist or cannot be examined.</param>
/// <param name="Descriptor">The process's own descriptor that the path names (/dev/stderr, /dev/fd/N), or -1.</param>
/// <param name="IsLinkInProc">Whether the path names a file that another descriptor has open: a new file cannot be given that name.</param>
internal readonly record struct OutputPath(string Path, int Type, int Descriptor = -1, bool IsLinkInProc = false)
{
    /// <summary>The number of links that the kernel follows at most (path_resolution(7)).</summary>
    private const int MostLinks = 40;

    private const string Proc = "/proc/";

    /// <summary>Follows the links at the end of a path, as open(2) does.</summary>
    internal static OutputPath Follow(string path)
    {
        string real = "";
        int type = Libc.FileType(path);
        for (int links = 0; type == Constants.S_IFLNK && links < MostLinks; links++)
        {
            string directory = DirectoryOf(path);
            if (Libc.RealPath(directory, out real) == 0 && real.StartsWith(Proc, StringComparison.Ordinal))
            {
                return new OutputPath(path, Libc.TargetType(path), OwnDescriptor(real, NameOf(path)), IsLinkInProc: true);
            }

            if (Libc.ReadLink(path, out string target) < 0)
            {
                break;
            }

            path = target[0] == '/' ? target : string.Concat(directory, "/", target);
            type = Libc.FileType(path);
        }

        // A descriptor that is not open has no link in /proc, but its directory exists.
        bool isMissing = type == 0 && Libc.RealPath(DirectoryOf(path), out real) == 0;
        int closed = isMissing ? OwnDescriptor(real, NameOf(path)) : -1;
        return new OutputPath(path, type, closed, closed >= 0);
    }

    /// <summary>The directory of the last part of a path; the working directory for a path without a slash.</summary>
    internal static string DirectoryOf(string path)
        => path.LastIndexOf('/') switch
        {
            < 0 => ".",
            0 => "/",
            int cut => path[..cut],
        };

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The number N if the path names /proc/self/fd/N, whatever path leads to that directory; otherwise -1.</summary>
    private static int OwnDescriptor(string directory, string name)
    {
        if (!directory.EndsWith("/fd", StringComparison.Ordinal) || Libc.RealPath("/proc/self", out string self) < 0)
        {
            return -1;
        }

        bool isOwn = directory == self + "/fd" || directory.StartsWith(self + "/task/", StringComparison.Ordinal);
        return isOwn && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
    }
}
