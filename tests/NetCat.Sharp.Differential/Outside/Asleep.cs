using System;
using System.IO;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>Whether a process has anything left to do, from its main thread's state and count of context switches.</summary>
internal static class Asleep
{
    /// <summary>The count while it sleeps; null while it runs or is ready to.</summary>
    internal static string? Mark(int pid)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines($"/proc/{pid}/task/{pid}/status");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "gone";
        }

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
}
