using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>What /proc says of a process (proc(5)).</summary>
internal static class ProcessTable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(10);

    /// <summary>The process ids of its children, ended ones that nobody has waited for among them.</summary>
    internal static IReadOnlyList<int> ChildrenOf(int pid)
        => [.. Directory.EnumerateDirectories("/proc")
            .Select(static entry => int.TryParse(Path.GetFileName(entry), out int process) ? process : 0)
            .Where(process => process > 0 && ParentOf(process) == pid)];

    internal static int DescriptorsOf(int pid) => Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Count();

    /// <summary>In KiB.</summary>
    internal static int ResidentMemoryOf(int pid)
        => int.Parse(File.ReadLines($"/proc/{pid}/status").First(static line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(':', ' ', '\t')[^2], CultureInfo.InvariantCulture);

    /// <summary>Nothing is left of it but what init or its parent has yet to wait for.</summary>
    internal static bool IsGone(int pid) => Fields(pid) is not { } fields || fields[0] is "Z" or "X";

    /// <summary>Waits until it is so.</summary>
    internal static async Task Until(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience)
            {
                throw new TimeoutException();
            }

            await Task.Delay(s_glance);
        }
    }

    private static int ParentOf(int pid) => Fields(pid) is { } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;

    /// <summary>State, parent and so on; the name before them may hold blanks.</summary>
    private static string[]? Fields(int pid)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
