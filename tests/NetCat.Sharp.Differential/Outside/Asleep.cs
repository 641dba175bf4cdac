using System;
using System.Globalization;
using System.IO;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>Whether a process has anything left to do, from its main thread's state and count of context switches.</summary>
internal static class Asleep
{
    /// <summary>The main thread's count while all sleep; null while one runs or is ready to, for the main one may wait for it.</summary>
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
            // A thread went while we looked, or all of them: the next look tells.
            return null;
        }
    }

    /// <summary>Stopped by a signal.</summary>
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
