using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.Readme;

/// <summary>The README's table of the reuse flags, compared with the system calls of each of its command lines.</summary>
public sealed class ReuseTableSpecs
{
    public static TheoryData<string, string, string> Lines
    {
        get
        {
            TheoryData<string, string, string> data = [];
            foreach (Match row in Regex.Matches(File.ReadAllText(SourceTree.Path("README.md")), "(?m)^\\| `nc ([^`]*)` \\| (on|off) \\| (on|off) \\|$"))
            {
                data.Add(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value);
            }

            return data;
        }
    }

    [NativeTheory("strace")]
    [MemberData(nameof(Lines))]
    public async Task Nc_sets_what_the_table_says_before_bind(string arguments, string reuseAddress, string reusePort)
    {
        using Scratch scratch = new();
        Dictionary<string, int> ports = Regex.Matches(arguments, "500[01]").ToDictionary(static port => port.Value, static _ => Ports.Free());
        string[] words = [.. arguments.Split(' ').Select(word => ports.TryGetValue(word, out int port) ? port.ToString(CultureInfo.InvariantCulture) : word)];
        string calls = scratch.Path("calls");
        string[] traced = ["strace", "-qq", "-e", "trace=setsockopt,bind", "-o", calls, NativeProgram.Path, .. words];
        using var run = ChildProcess.Start("setsid", traced, new ChildOptions { Limit = TimeSpan.FromSeconds(20) });
        if (words.Contains("-l"))
        {
            Assert.True(await Ports.Taken([.. ports.Values], scratch.Root));
            _ = await ChildProcess.Run("kill", ["-TERM", "--", "-" + run.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        }

        _ = await run.Result;
        string[] before = [.. File.ReadLines(calls).TakeWhile(static call => !call.StartsWith("bind(", StringComparison.Ordinal))];
        Assert.Equal((reuseAddress, reusePort), (Last("SO_REUSEADDR", before), Last("SO_REUSEPORT", before)));
    }

    [Fact]
    public void The_table_has_listeners_and_clients() => Assert.Equal(5, Lines.Count);

    /// <summary>The last value that was set; off if none was.</summary>
    private static string Last(string option, IEnumerable<string> calls)
        => calls.LastOrDefault(call => call.Contains(option, StringComparison.Ordinal))?.Contains("[1]", StringComparison.Ordinal) ?? false ? "on" : "off";
}
