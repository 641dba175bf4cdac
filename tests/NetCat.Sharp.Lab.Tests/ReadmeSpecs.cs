using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>
/// Runs the commands of the nclab screens in both README.md and in nclab.1, and compares their output. What changes
/// from run to run is masked on both sides: ports, counts, the kernel's release, the user, the length of bars, the
/// order of the kernel's rows, and which of several sockets the kernel selected.
/// </summary>
public sealed class ReadmeSpecs
{
    private const string Prompt = "$ ";
    private static readonly string[] s_pages = ["README.md", "src/nclab/README.md", "man/nclab.1"];

    [Fact]
    public async Task Every_screen_is_what_the_program_prints()
    {
        string[] all = [.. s_pages.SelectMany(Screens)];
        string[] verbs = ["tuple", "reuse matrix", "reuse timewait", "reuse balance", "reuse owner", "udp-connect", "sockets"];
        Assert.All(verbs, verb => Assert.Contains(Screens("src/nclab/README.md"), screen => screen.Contains($"{Prompt}nclab {verb}", StringComparison.Ordinal)));
        Assert.All(s_pages, static page => Assert.NotEmpty(Screens(page)));
        string[] screens = [.. all.DistinctBy(Masked)];
        string folder = Directory.CreateTempSubdirectory("nclab-").FullName;
        try
        {
            _ = File.CreateSymbolicLink(Path.Combine(folder, "nc"), Programs.Nc);
            _ = File.CreateSymbolicLink(Path.Combine(folder, "nclab"), Programs.Nclab);
            foreach (string screen in screens.Where(static screen => Requirement.IsRoot || !screen.Contains("nclab reuse owner", StringComparison.Ordinal)))
            {
                Assert.Equal(Masked(screen), Masked(await Follow(screen, folder)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The blocks of a page in Markdown or mdoc(7) that begin with a prompt and run nclab.</summary>
    private static IEnumerable<string> Screens(string page)
    {
        string text = File.ReadAllText(SourceTree.Path(page));
        return Regex.Matches(text, @"(?ms)^(?:```\w*|\.Bd -literal[^\n]*)\n(\$ .*?)^(?:```|\.Ed)")
            .Select(static block => block.Groups[1].Value)
            .Where(static block => block.Contains(Prompt + "nclab ", StringComparison.Ordinal));
    }

    /// <summary>
    /// Runs the command lines of a screen in a shell and returns them with their output. A line that ends with an ampersand starts a listener; the
    /// next line waits until the port, the last number of that line, is listening.
    /// </summary>
    private static async Task<string> Follow(string screen, string folder)
    {
        string[] lines = [.. screen.Split('\n').Where(static line => line.StartsWith(Prompt, StringComparison.Ordinal)).Select(static line => line[Prompt.Length..])];
        string printed = "";
        ChildProcess? listener = null;
        foreach (string line in lines)
        {
            printed += Prompt + line + "\n";
            if (line.EndsWith('&'))
            {
                string alone = "exec " + line.TrimEnd('&');
                listener = Shell(alone, folder);
                int port = int.Parse(Regex.Match(line, @"[0-9]+(?=\D*$)").Value, CultureInfo.InvariantCulture);
                await Until.Holds(() => (SocketRow.States("tcp", port).Count > 0), line);
                continue;
            }

            ChildResult result = await Shell(line, folder).Result;
            Assert.True(result.Success, line + ": " + result.StandardError);
            printed += result.StandardOutput;
        }

        _ = listener?.Signal(Signals.Kill);
        return printed;
    }

    private static ChildProcess Shell(string line, string folder)
        => ChildProcess.Start("bash", ["-c", line], new ChildOptions
        {
            Environment = { ["PATH"] = folder + ":" + Environment.GetEnvironmentVariable("PATH"), ["COLUMNS"] = "80" },
            Limit = TimeSpan.FromSeconds(60),
        });

    private static string Masked(string screen)
    {
        string text = Regex.Replace(screen, @"Linux [0-9]\S*", "Linux #");
        text = Regex.Replace(text, @"(?<=LISTEN +)[0-9]+(?= +nc )", "USER");
        text = Regex.Replace(text, "█+", "█");
        text = Regex.Replace(text, @"even split: [0-9.]+(.*) p = [0-9.]+", "even split: #$1 p = #");
        text = Regex.Replace(text, @"(?m)^socket [0-9]+ +(█ )?[0-9]+$", static bar => bar.Value.Contains("█ 100", StringComparison.Ordinal) ? "bar 100" : bar.Value.EndsWith(" 0", StringComparison.Ordinal) ? "bar 0" : "bar #");
        text = Regex.Replace(text, @"\([0-9]+\)", "(#)");
        text = Regex.Replace(text, @"[0-9]{4,5}(?!\d)", "#");
        // Ports of different lengths move the columns after them; editors remove trailing blanks.
        text = Regex.Replace(Regex.Replace(text, " +", " "), "(?m) $", "");
        return Regex.Replace(text, @"(?m)(^(tcp|udp|bar)6? .*\n)+", static rows => string.Join('\n', rows.Value.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal)) + "\n");
    }
}
