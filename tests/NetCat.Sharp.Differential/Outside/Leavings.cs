using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>Lists the files that nc made, with their kind and mode, and whether its temporary directories still exist.</summary>
internal static partial class Leavings
{
    internal static async Task<List<string>> Of(string directory, string stderr)
    {
        string[] conditions = ["-mindepth", "1", "!", "-name", "std*-of-*", "(", "-type", "f", "-printf", "%P %M %s bytes\n", "-o", "-printf", "%P %M\n", ")"];
        ChildResult found = await ChildProcess.Run("find", [directory, .. conditions]);
        var lines = found.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(line => $"file {line}").ToList();
        foreach (string temporary in Temporary().Matches(stderr).Select(match => match.Value).Distinct())
        {
            lines.Add($"file {temporary} {(Directory.Exists(temporary) ? "is there" : "is gone")}");
        }

        return lines;
    }

    /// <summary>Removes the temporary directories of a process that was killed or does not clean up.</summary>
    internal static void Remove(string stderr)
    {
        foreach (string temporary in Temporary().Matches(stderr).Select(match => match.Value).Where(Directory.Exists))
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Replaces the six random letters in the names of temporary directories.</summary>
    internal static string Normal(string text) => Temporary().Replace(text, "/tmp/nc-XXXXXX");

    [GeneratedRegex("/tmp/nc-[A-Za-z0-9]{6}(?=/|\\b)(?!-)")]
    private static partial Regex Temporary();
}
