using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--progress on a terminal that also shows other output: each always has its own lines.</summary>
public sealed class SharedTerminalSpecs
{
    private const string Progress = "> ";

    /// <summary>Sends what the test types, with the escapes of printf(1); a number is a pause in seconds, and <c>end</c> ends the input.</summary>
    private const string Typed = "while read -r piece && [ \"$piece\" != end ]; do case $piece in [0-9]*) sleep $piece;; *) printf \"$piece\";; esac; done | $NC -lvnN 127.0.0.1 0";

    [NativeTheory]
    [InlineData("2>/dev/tty")]
    [InlineData("")]
    public async Task Data_and_progress_share_no_line(string redirect)
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen(Typed, scratch);
        using TerminalSession terminal = new($"timeout 100 {NativeProgram.Path} -d --progress 127.0.0.1 {listener.Port} {redirect}", scratch);
        foreach (string line in (string[])["line 1", "line 2", "line 3"])
        {
            await listener.Type(line + "\\n");
            await terminal.Shows(line);
            await terminal.Shows("\r" + Progress);
        }

        // More than a second, in which a progress line would be due.
        await listener.Type("prompt:");
        await terminal.Shows("prompt:");
        await listener.Type("1.3");
        await listener.Type("\\n");
        await terminal.Shows("\r" + Progress);
        await listener.Type("tail");
        await listener.Type("end");
        Assert.Equal(0, await terminal.End());
        List<string> rows = AssertApart(terminal.Shown, static row => row is "line 1" or "line 2" or "line 3" or "prompt:" or "tail");
        Assert.Equal(["line 1", "line 2", "line 3", "prompt:", "tail"], rows.Take(5));
        Assert.StartsWith("> 0 B 0 B/s  < 33 B ", rows[5], StringComparison.Ordinal);
        Assert.True(terminal.Shown.Split('\r').Count(static one => one.StartsWith(Progress, StringComparison.Ordinal)) >= 4, terminal.Shown);
    }

    [NativeTheory]
    [InlineData("--workers 2 --forward 127.0.0.1:$(cat far)")]
    [InlineData("--max-conns 3 --forward 127.0.0.1:$(cat far)")]
    [InlineData("--broker -v")]
    public async Task A_listener_of_many_clients_shows_their_number_and_rates(string options)
    {
        using Scratch scratch = new();
        const string Client = "(until [ -s near ]; do sleep 0.05; done; { head -c 3000 /dev/zero; until [ -s seen ]; do sleep 0.05; done; } | $NC -N 127.0.0.1 $(cat near) >got; kill $(cat pid))";
        string line = $"trap 'kill $(jobs -p) 2>/dev/null' EXIT; NC={NativeProgram.Path}; $NC -lk --port-file far 127.0.0.1 0 --exec cat 2>/dev/null & until [ -s far ]; do sleep 0.05; done; {Client} & " +
            $"sh -c 'echo $$ >pid; exec {NativeProgram.Path} -lk {options} --progress --port-file near 127.0.0.1 0'";
        using TerminalSession terminal = new(line, scratch);
        await terminal.Shows("\r1 client  < 2.9 KiB ");
        await File.WriteAllTextAsync(scratch.Path("seen"), "yes");
        _ = await terminal.End();
        Assert.Contains("0 clients  < 2.9 KiB ", terminal.Shown, StringComparison.Ordinal);
    }

    [NativeFact]
    public async Task Output_to_a_file_does_not_delay_the_end()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen(Typed, scratch);
        using TerminalSession terminal = new($"timeout 100 {NativeProgram.Path} -d --progress 127.0.0.1 {listener.Port} >got", scratch);
        await listener.Type("tail");
        Assert.True(await terminal.Shows(static shown => Regex.IsMatch(shown, @"\r> 0 B 0 B/s  < 4 B \d+ B/s  0:00:0[1-9]")));
        await listener.Type("end");
        Assert.Equal(0, await terminal.End());
    }

    [NativeTheory]
    [InlineData("--hex-dump - --hash sha256", "")]
    [InlineData("--events fd:2 --strict", "")]
    [InlineData("--events fd:5", "5> >(head -c 1 >/dev/null)")]
    public async Task What_nc_itself_writes_has_its_own_lines(string options, string redirect)
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvnN -w 1 127.0.0.1 0", scratch);
        string client = $"{{ for i in 1 2 3; do echo $i; sleep 0.3; done; sleep 2; }} | timeout 100 {NativeProgram.Path} {options} --progress 127.0.0.1 {listener.Port} {redirect}";
        using TerminalSession terminal = new(client, scratch);
        Assert.Equal(0, await terminal.End());
        List<string> rows = AssertApart(
            terminal.Shown, static row => row[0] is '#' or '{' or 'S' || char.IsAsciiDigit(row[0]) || row.StartsWith("nc: ", StringComparison.Ordinal));
        Assert.StartsWith("> 6 B ", rows.Single(static row => row.StartsWith(Progress, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.True(rows.Count >= 2, terminal.Shown);
    }

    /// <summary>Each row is, at every moment, a complete or unfinished progress line, or other output alone.</summary>
    private static List<string> AssertApart(string shown, Func<string, bool> isOther)
    {
        var row = new StringBuilder();
        var rows = new List<string>();
        int at = 0;
        foreach (char one in shown)
        {
            if (one is '\r' or '\n')
            {
                string text = row.ToString().TrimEnd();
                Assert.True(text.Length == 0 || isOther(text) || (text.StartsWith(Progress, StringComparison.Ordinal) && text.IndexOf(" 0:", StringComparison.Ordinal) > 0), $"'{text}' in {shown}");
                if (one == '\n')
                {
                    rows.Add(text);
                    _ = row.Clear();
                }

                at = 0;
            }
            else
            {
                row.Length = Math.Max(row.Length, at + 1);
                row[at++] = one;
            }
        }

        return rows;
    }
}
