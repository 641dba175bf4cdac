using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Answers the prompts of a command at a terminal.</summary>
internal static class TypedPasswords
{
    private const int LongestPrompt = 511;

    /// <summary>
    /// Runs a line of bash at a terminal and types a password at each prompt; returns the exit status and the output of the terminal.
    /// </summary>
    /// <param name="line">The line. It runs the program as $NC, which prints messages as <c>nc</c>.</param>
    /// <param name="program">The program that $NC stands for.</param>
    /// <param name="directory">The working directory.</param>
    /// <param name="prompt">The beginning of a prompt.</param>
    /// <param name="passwords">The passwords; each is typed, with its line end, after a prompt.</param>
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

    /// <summary>Whether the output has a complete prompt: the text up to its final colon and blank, or a prompt that was cut.</summary>
    private static bool IsPrompt(string latest, string prompt)
    {
        int at = latest.IndexOf(prompt, StringComparison.Ordinal);
        return at >= 0 && (latest.IndexOf(": ", at, StringComparison.Ordinal) > 0 || latest.Length - at >= LongestPrompt);
    }
}
