using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetCat.Sharp.Testing;

/// <summary>Facts about a process, from /proc (proc(5)).</summary>
public static class ProcessTable
{
    /// <summary>The process numbers of its children, zombies included.</summary>
    public static IReadOnlyList<int> ChildrenOf(int pid)
        => [.. Directory.EnumerateDirectories("/proc")
            .Select(static entry => int.TryParse(Path.GetFileName(entry), out int process) ? process : 0)
            .Where(process => process > 0 && ParentOf(process) == pid)];

    /// <summary>The number of its threads that have children of their own (proc_tid_children(5)).</summary>
    public static int ThreadsWithChildren(int pid)
        => ProcFile.Entries($"/proc/{pid}/task").Count(task => ProcFile.Text($"{task}/children") is { Length: > 0 });

    /// <summary>The number of its open descriptors.</summary>
    public static int DescriptorsOf(int pid) => ProcFile.Entries($"/proc/{pid}/fd").Count;

    /// <summary>Its resident memory in KiB.</summary>
    public static int ResidentMemoryOf(int pid)
        => int.Parse(File.ReadLines($"/proc/{pid}/status").First(static line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(':', ' ', '\t')[^2], CultureInfo.InvariantCulture);

    /// <summary>Whether it has ended: it does not exist or is a zombie.</summary>
    public static bool IsGone(int pid) => Fields(pid) is not { } fields || fields[0] is "Z" or "X";

    /// <summary>Its processor time in clock ticks, user and system; 0 once it is gone.</summary>
    public static long TicksOf(int pid)
        => Fields(pid) is { Length: > 12 } fields ? long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture) : 0;

    private static int ParentOf(int pid) => Fields(pid) is { } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;

    /// <summary>The fields of proc_pid_stat(5) from the state on; the name before them may contain blanks.</summary>
    private static string[]? Fields(int pid)
        => ProcFile.Text($"/proc/{pid}/stat") is { Length: > 0 } text ? text[(text.LastIndexOf(')') + 2)..].Split(' ') : null;
}
