using System;
using System.Globalization;
using System.IO;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>Finds out whether a process is idle, from the states and the counts of context switches of its threads.</summary>
internal static class Asleep
{
    /// <summary>
    /// The main thread's count of context switches if all threads sleep; null while one runs or
    /// is ready to run, because the main thread may wait for it.
    /// </summary>
    internal static string? Mark(int pid)
    {
        try
        {
            string? main = "";
            foreach (string thread in Directory.EnumerateDirectories($"/proc/{pid}/task"))
            {
                string? switches = Switches(File.ReadAllLines(Path.Combine(thread, "status")));
                if (switches is null)
                {
                    return null;
                }

                main = Path.GetFileName(thread) == pid.ToString(CultureInfo.InvariantCulture) ? switches : main;
            }

            return main;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // A thread or the whole process has ended during the look; the next look finds out.
            return null;
        }
    }

    /// <summary>Whether the process is stopped by a signal, or gone.</summary>
    internal static bool IsStopped(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/status").Contains("State:\tT", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static string? Switches(string[] lines)
    {
        string switches = "";
        foreach (string line in lines)
        {
            if (line.StartsWith("State:\t", StringComparison.Ordinal) && line["State:\t".Length] != 'S')
            {
                return null;
            }

            if (line.Contains("ctxt_switches", StringComparison.Ordinal))
            {
                switches += line;
            }
        }

        return switches;
    }
}
