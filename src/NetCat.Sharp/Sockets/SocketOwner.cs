using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace NetCat.Sharp;

/// <summary>A process that has a socket open.</summary>
/// <param name="ProcessId">The process id.</param>
/// <param name="Name">The process name in the kernel (comm, at most 15 bytes).</param>
public sealed record SocketOwner(int ProcessId, string Name)
{
    private const string Prefix = "socket:[";

    /// <summary>
    /// Finds the owners of sockets, by the inode in <see cref="SocketTableRow.Inode"/>. Only processes whose descriptors the caller may list are
    /// found (proc_pid_fd(5)). If several processes share a socket, the one with the lowest process id is returned.
    /// </summary>
    /// <returns>The owners, by inode.</returns>
    public static IReadOnlyDictionary<long, SocketOwner> Find()
    {
        var owners = new Dictionary<long, SocketOwner>();
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out int process))
            {
                AddSockets(process, directory, owners);
            }
        }

        return owners;
    }

    private static void AddSockets(int process, string directory, Dictionary<long, SocketOwner> owners)
    {
        try
        {
            SocketOwner? owner = null;
            foreach (string descriptor in Directory.EnumerateFileSystemEntries(directory + "/fd"))
            {
                string? target = new FileInfo(descriptor).LinkTarget;
                if (target is null || !target.StartsWith(Prefix, StringComparison.Ordinal))
                {
                    continue;
                }

                long inode = long.Parse(target.AsSpan()[Prefix.Length..^1], CultureInfo.InvariantCulture);
                owner ??= new SocketOwner(process, File.ReadAllText(directory + "/comm").TrimEnd('\n'));
                if (!owners.TryGetValue(inode, out SocketOwner? other) || other.ProcessId > process)
                {
                    owners[inode] = owner;
                }
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // The process belongs to another user or has just ended; its sockets have no owner in the result.
        }
    }
}
