using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Answers the prompts of a command at a terminal.</summary>
internal static class TypedPasswords
{
    private const int LongestPrompt = 511;

    /// <summary>Runs a line of bash there, types one password at each prompt, and gives all that the terminal showed and how it ended.</summary>
    /// <param name="line">With $NC in it, which prints messages as <c>nc</c>.</param>
    /// <param name="program">What $NC is.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="prompt">What a prompt begins with.</param>
    /// <param name="passwords">Each is typed, with its line end, when the next prompt stands there.</param>
    internal static async Task<(int ExitCode, string Shown)> Answer(
        string line, string program, Scratch directory, string prompt, IEnumerable<string> passwords)
    {
        using TerminalSession terminal = new(line.Replace("$NC", $"exec -a nc {program}", StringComparison.Ordinal), directory);
        foreach (string password in passwords)
        {
            if (!await terminal.Shows(latest => IsPrompt(latest, prompt)))
            {
                break;
            }

            await terminal.Type(password + "\n");
        }

        return (await terminal.End(), terminal.Shown);
    }

    /// <summary>The text and the blank that ends a prompt, unless the prompt was cut.</summary>
    private static bool IsPrompt(string latest, string prompt)
    {
        int at = latest.IndexOf(prompt, StringComparison.Ordinal);
        return at >= 0 && (latest.IndexOf(": ", at, StringComparison.Ordinal) > 0 || latest.Length - at >= LongestPrompt);
    }
}
