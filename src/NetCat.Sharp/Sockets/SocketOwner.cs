using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace NetCat.Sharp;

/// <summary>A process that has a socket open.</summary>
/// <param name="ProcessId">Its number.</param>
/// <param name="Name">Its name as the kernel keeps it (comm, at most 15 bytes).</param>
public sealed record SocketOwner(int ProcessId, string Name)
{
    private const string Prefix = "socket:[";

    /// <summary>
    /// Who has which socket, by the inode that <see cref="SocketTableRow.Inode"/> states. Only those processes are seen whose
    /// descriptors the caller may list (proc_pid_fd(5)); of several that share a socket it is the one with the lowest number.
    /// </summary>
    /// <returns>Owners by inode.</returns>
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
            // Another user's process, or one that has just ended: its sockets stay without a name.
        }
    }
}
