using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using Medallion.Shell;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A command at a terminal of its own, made by script(1), and somebody who answers its prompts.</summary>
internal static class TypedPasswords
{
    private const int LongestPrompt = 511;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Runs a line of bash there, types one password at each prompt, and gives all that the terminal showed and how it ended.</summary>
    /// <param name="line">With $NC in it, which prints messages as <c>nc</c>.</param>
    /// <param name="program">What $NC is.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="prompt">What a prompt begins with.</param>
    /// <param name="passwords">Each is typed, with its line end, when the next prompt stands there.</param>
    internal static async Task<(int ExitCode, string Shown)> Answer(
        string line, string program, Scratch directory, string prompt, IEnumerable<string> passwords)
    {
        using Command terminal = Command.Run(
            "timeout", ["30", "script", "-qefc", line.Replace("$NC", $"exec -a nc {program}", StringComparison.Ordinal), "/dev/null"], options => options
                .WorkingDirectory(directory.Root)
                .EnvironmentVariable("LC_ALL", "C")
                .EnvironmentVariable("SHELL", "/bin/bash")
                .Encoding(Encoding.Latin1));
        StringBuilder shown = new();
        int seen = 0;
        foreach (string password in passwords)
        {
            if (!await Shows(terminal, shown, prompt, seen))
            {
                break;
            }

            seen = shown.Length;
            await terminal.StandardInput.WriteAsync(password + "\n");
            await terminal.StandardInput.FlushAsync();
        }

        _ = await Shows(terminal, shown, "\0 never", shown.Length);
        CommandResult result = await terminal.Task.WaitAsync(s_patience);
        return (result.ExitCode, shown.ToString());
    }

    /// <summary>Reads until the terminal shows the text and the blank that ends a prompt, unless the prompt was cut, or no more.</summary>
    private static async Task<bool> Shows(Command terminal, StringBuilder shown, string text, int from)
    {
        char[] piece = new char[1];
        while (true)
        {
            string latest = shown.ToString(from, shown.Length - from);
            int at = latest.IndexOf(text, StringComparison.Ordinal);
            if (at >= 0 && (latest.IndexOf(": ", at, StringComparison.Ordinal) > 0 || latest.Length - at >= LongestPrompt))
            {
                return true;
            }

            if (await terminal.StandardOutput.ReadAsync(piece.AsMemory()).AsTask().WaitAsync(s_patience) == 0)
            {
                return false;
            }

            _ = shown.Append(piece[0]);
        }
    }
}
