using System;
using System.Globalization;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.IO;

/// <summary>What a path leads to that is to be written.</summary>
/// <param name="Path">The path after its symbolic links, but for those in /proc, whose text is no path.</param>
/// <param name="Type">The S_IF number, 0 where there is nothing yet, or nothing that can be seen.</param>
/// <param name="Descriptor">The process's own descriptor that the path names (/dev/stderr, /dev/fd/N), or -1.</param>
/// <param name="IsLinkInProc">It names a file that another descriptor has open: there is no name to give to a new file.</param>
internal readonly record struct OutputPath(string Path, int Type, int Descriptor = -1, bool IsLinkInProc = false)
{
    /// <summary>As many links as the kernel follows (path_resolution(7)).</summary>
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

        // A descriptor that is not open has no link in /proc.
        bool isMissing = type == 0 && Libc.RealPath(DirectoryOf(path), out real) == 0;
        int closed = isMissing ? OwnDescriptor(real, NameOf(path)) : -1;
        return new OutputPath(path, type, closed, closed >= 0);
    }

    /// <summary>Where the last part of a path lies; of a path without a slash the working directory.</summary>
    internal static string DirectoryOf(string path)
        => path.LastIndexOf('/') switch
        {
            < 0 => ".",
            0 => "/",
            int cut => path[..cut],
        };

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The number in /proc/self/fd/N, however that directory was reached; -1 where it is another.</summary>
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
