using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--progress, --hex-dump and --hash: they show exactly the data transferred, and do not change it.</summary>
public sealed partial class InspectionSpecs
{
    private const int Length = 3_000_003;

    [NativeTheory]
    [InlineData("<file", ">got")]
    [InlineData("< <(cat file)", "> >(cat >got)")]
    [InlineData("<file", ">>got")]
    [InlineData("--hex-dump dump <file", ">got")]
    public async Task The_checksums_are_those_of_sha256sum(string input, string output)
    {
        using Scratch scratch = new();
        string sum = (await Pipeline.Run($"sha256sum <{scratch.Fill("file", Length, seed: 81)}", scratch))[..64];
        await using Pipeline listener = await Pipeline.Listen($"{{ echo pong | $NC -lvnN --hash sha256 127.0.0.1 0 {output}; }} 2> >(tee heard >&2)", scratch);
        string said = await Pipeline.Run($"$NC -N --hash sha256 127.0.0.1 $PORT {input} 2>&1 >/dev/null", scratch, listener.Port);
        _ = await listener.End();
        string pong = (await Pipeline.Run("echo pong | sha256sum", scratch))[..64];
        Assert.Equal($"SHA256 (sent) = {sum}\nSHA256 (received) = {pong}\n", said);
        await Until.Holds(() => File.ReadAllText(scratch.Path("heard")).Contains("(received)", StringComparison.Ordinal));
        Assert.EndsWith($"SHA256 (sent) = {pong}\nSHA256 (received) = {sum}\n", await File.ReadAllTextAsync(scratch.Path("heard")), StringComparison.Ordinal);
        await Until.Holds(() => new FileInfo(scratch.Path("got")).Length == Length);
        Assert.Equal("", await Pipeline.Run("cmp file got", scratch));
    }

    [NativeTheory]
    [InlineData("sha384", "sha384sum")]
    [InlineData("sha512", "sha512sum")]
    public async Task With_changed_line_ends_the_checksum_is_that_of_the_data_sent(string algorithm, string program)
    {
        using Scratch scratch = new();
        string sum = (await Pipeline.Run($"printf 'a\\r\\nb\\r\\n' | {program}", scratch)).Split(' ')[0];
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0", scratch);
        string said = await Pipeline.Run($"printf 'a\\nb\\n' | $NC -CN --hash {algorithm} 127.0.0.1 $PORT 2>&1", scratch, listener.Port);
        Assert.StartsWith($"{algorithm.ToUpperInvariant()} (sent) = {sum}\n", said, StringComparison.Ordinal);
    }

    [NativeTheory]
    [InlineData("-N")]
    [InlineData("-uq1")]
    public async Task A_dump_holds_every_byte_of_both_directions(string options)
    {
        using Scratch scratch = new();
        string ask = scratch.Fill("ask", 5_001, seed: 82);
        string answer = scratch.Fill("answer", 3_001, seed: 83);
        await using Pipeline listener = await Pipeline.Listen($"$NC -lvn {options} 127.0.0.1 0 <{answer} >got", scratch);
        _ = await Pipeline.Run($"$NC {options} --hex-dump dump 127.0.0.1 $PORT <{ask} >back", scratch, listener.Port);
        string[] lines = await File.ReadAllLinesAsync(scratch.Path("dump"));
        Assert.Matches(@"^# \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z 127\.0\.0\.1:\d+ > 127\.0\.0\.1:" + listener.Port + "$", lines[0]);
        List<Match> rows = [.. lines.Skip(1).Select(line => Row().Match(line))];
        Assert.All(rows, row => Assert.True(row.Success));
        Assert.Equal(await File.ReadAllBytesAsync(ask), Bytes(rows, ">"));
        Assert.Equal(await File.ReadAllBytesAsync(answer), Bytes(rows, "<"));
        Assert.Equal(await File.ReadAllBytesAsync(answer), await File.ReadAllBytesAsync(scratch.Path("back")));
    }

    [NativeFact]
    public async Task Each_datagram_begins_a_row_and_each_client_a_dump_of_its_own()
    {
        using Scratch scratch = new();
        string line = "$NC -luk --port-file port --hex-dump - 127.0.0.1 0 2>dump >got & until [ -s port ]; do sleep 0.01; done; "
            + "for word in one three; do echo $word | $NC -u -w0 127.0.0.1 $(cat port); done; "
            + "until [ $(wc -c <got) = 10 ]; do sleep 0.01; done; kill %1; cat dump";
        string[] lines = (await Pipeline.Run(line, scratch)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(" > any sender", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("< 00000000  6f 6e 65 0a                                       |one.|", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("< 00000004  74 68 72 65 65 0a                                 |three.|", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
        line = "$NC -lk --port-file port2 --hex-dump dump 127.0.0.1 0 >got2 & until [ -s port2 ]; do sleep 0.01; done; "
            + "for word in one three; do echo $word | $NC -N 127.0.0.1 $(cat port2); done; "
            + "until [ $(wc -c <got2) = 10 ]; do sleep 0.01; done; kill %1; cut -c 17- dump | grep -v '^[0-9]'";
        Assert.Equal(
            "< 00000000  6f 6e 65 0a                                       |one.|\n< 00000000  74 68 72 65 65 0a                                 |three.|\n",
            await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_dump_that_cannot_be_written_is_one_line_and_the_data_is_whole()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0", scratch);
        string line = $"head -c 1000000 /dev/zero | $NC -N --hex-dump /dev/full 127.0.0.1 $PORT 2>&1; echo $?";
        Assert.Equal("nc: hex-dump: No space left on device\n0\n", await Pipeline.Run(line, scratch, listener.Port));
        Assert.Equal(1_000_000, (await listener.End()).Length);
        Assert.Equal("nc: no/dump: No such file or directory\n", await Pipeline.Run("$NC --hex-dump no/dump 127.0.0.1 1 2>&1; true", scratch));
    }

    [NativeFact]
    public async Task Progress_is_shown_only_on_terminals()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0", scratch);
        Assert.Equal("", await Pipeline.Run("echo hello | $NC -N --progress 127.0.0.1 $PORT 2>&1", scratch, listener.Port));
        Assert.Equal("hello\n", await listener.End());
    }

    [NativeFact]
    public async Task On_a_terminal_it_is_one_line_with_bytes_rate_time_and_percentage()
    {
        using Scratch scratch = new();
        _ = scratch.Fill("file", 2 << 20, seed: 84);
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0 | cmp - file && echo same", scratch);
        using TerminalSession terminal = new($"timeout 100 {NativeProgram.Path} -N --progress 127.0.0.1 {listener.Port} <file", scratch);
        Assert.Equal(0, await terminal.End());
        Assert.Matches(@"\r> 2\.0 MiB \d+\.\d [KMG]iB/s  < 0 B 0 B/s  0:00:0\d  100%\r\n$", terminal.Shown);
        Assert.Equal("same\n", await listener.End());
    }

    [NativeFact]
    public async Task It_is_drawn_ten_times_a_second_at_most_and_shows_the_time_left()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0", scratch);
        _ = await Pipeline.Run("seq 1000 1099 >lines", scratch);
        var watch = Stopwatch.StartNew();
        using TerminalSession terminal = new($"timeout 100 {NativeProgram.Path} -N -i 25ms --progress 127.0.0.1 {listener.Port} <lines", scratch);
        Assert.Equal(0, await terminal.End());
        int most = (int)(watch.Elapsed.TotalSeconds * 10) + 2;
        string[] drawn = terminal.Shown.Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(drawn.Length, 5, most);
        Assert.Contains(drawn, line => LineWithTimeLeft().IsMatch(line));
        Assert.Contains("> 500 B ", drawn[^2], StringComparison.Ordinal);
        Assert.Equal(500, (await listener.End()).Length);
    }

    [NativeFact]
    public async Task The_progress_line_does_not_delay_the_idle_timeout()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0", scratch);
        using TerminalSession terminal = new($"timeout 100 {NativeProgram.Path} -w 2300ms --progress 127.0.0.1 {listener.Port}", scratch);
        Assert.Equal(0, await terminal.End());
        Assert.EndsWith("0:00:02\r\n", terminal.Shown, StringComparison.Ordinal);
    }

    [NativeTheory]
    [InlineData("--hash md5 127.0.0.1 1", "hash invalid: md5")]
    [InlineData("-z --progress 127.0.0.1 1", "cannot use --progress and -z")]
    [InlineData("-F --hash sha256 127.0.0.1 1", "cannot use --hash and -F")]
    [InlineData("--hex-dump - 127.0.0.1 1 --exec cat", "cannot use --hex-dump and --exec")]
    public async Task Invalid_arguments_are_refused(string options, string line)
    {
        using Scratch scratch = new();
        Assert.Equal($"nc: {line}\n1\n", await Pipeline.Run($"$NC {options} 2>&1; echo $?", scratch));
    }

    private static byte[] Bytes(IEnumerable<Match> rows, string mark)
    {
        var bytes = new List<byte>();
        foreach (Match row in rows.Where(row => row.Groups["mark"].Value == mark))
        {
            Assert.Equal(bytes.Count, int.Parse(row.Groups["offset"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            byte[] those = Convert.FromHexString(row.Groups["hex"].Value.Replace(" ", "", StringComparison.Ordinal));
            Assert.Equal(string.Concat(those.Select(one => one is >= 0x20 and < 0x7F ? (char)one : '.')), row.Groups["text"].Value);
            bytes.AddRange(those);
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"^\d\d:\d\d:\d\d\.\d{6} (?<mark>[<>]) (?<offset>[0-9a-f]{8})  (?<hex>[0-9a-f ]{48})  \|(?<text>.{1,16})\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^> \d+ B \d+ B/s  < 0 B 0 B/s  0:00:0\d  \d\d?%  0:00:0\d left *$")]
    private static partial Regex LineWithTimeLeft();
}
