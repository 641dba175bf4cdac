using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.Readme;

/// <summary>Runs every transcript of the README in real shells, with the native nc first on PATH.</summary>
public sealed partial class ReadmeSpecs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static TheoryData<int, string> Transcripts()
    {
        TheoryData<int, string> data = [];
        IReadOnlyList<Transcript> all = Transcript.All();
        for (int i = 0; i < all.Count; i++)
        {
            data.Add(i, all[i].Title);
        }

        return data;
    }

    [NativeTheory("netstat", "ss", "busybox")]
    [MemberData(nameof(Transcripts))]
    public async Task Each_transcript_of_the_README_is_reproduced(int number, string title)
    {
        Assert.NotEmpty(title);
        using Scratch scratch = new();
        Directory.CreateDirectory(scratch.Path("bin"));
        File.CreateSymbolicLink(scratch.Path("bin/nc"), NativeProgram.Path);
        Dictionary<string, string> ports = [];
        Transcript transcript = Transcript.All()[number].With(text => FivePlaces().Replace(text, match => Port(match.Value, ports)));
        Dictionary<string, ChildProcess> terminals = [];
        try
        {
            await Follow(transcript, scratch, terminals, [.. ports.Values.Select(port => int.Parse(port, CultureInfo.InvariantCulture))]);
        }
        finally
        {
            foreach (ChildProcess terminal in terminals.Values)
            {
                await EndGroup(terminal);
            }
        }
    }

    [Fact]
    public void The_README_has_the_session_with_netstat_six_recipes_and_the_reuse_flags() => Assert.Equal(8, Transcript.All().Count);

    [GeneratedRegex(@"\b(34567|23456|500[0-9])\b")]
    private static partial Regex FivePlaces();

    private static async Task Follow(Transcript transcript, Scratch scratch, Dictionary<string, ChildProcess> terminals, int[] ports)
    {
        List<string> printed = [];
        foreach (Line line in transcript.Lines)
        {
            if (line.Act is not Act.Printed)
            {
                Assert.Empty(printed);
            }

            switch (line.Act)
            {
                case Act.Run:
                    ChildResult result = await Shell(line.Text, scratch).Result.WaitAsync(s_patience);
                    string[] lines = (result.StandardOutput + result.StandardError).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                    printed = [.. lines.Select(Squeezed)];
                    break;
                case Act.Start:
                    terminals.Add(line.Terminal, Shell(line.Text, scratch));
                    Assert.True(await HasStarted(line, ports, scratch), line.Text);
                    break;
                case Act.Type:
                    await terminals[line.Terminal].StandardInput.WriteLineAsync(line.Text);
                    await terminals[line.Terminal].StandardInput.FlushAsync();
                    break;
                case Act.Read:
                    Assert.Equal(line.Text, await ReadLine(terminals[line.Terminal]));
                    break;
                default:
                    // In any order: the kernel orders netstat's rows, and stderr is separate from stdout.
                    Assert.Contains(Squeezed(line.Text), printed);
                    Assert.True(printed.Remove(Squeezed(line.Text)));
                    break;
            }
        }

        Assert.Empty(printed);
    }

    /// <summary>
    /// Waits until the command of a terminal is ready for the next line: its file or its port exists. With --retry nothing needs to be ready.
    /// </summary>
    private static Task<bool> HasStarted(Line line, int[] ports, Scratch scratch)
    {
        Match file = Regex.Match(line.Text, @"--port-file (\S+)");
        return line.Text.Contains("--retry", StringComparison.Ordinal) ? Task.FromResult(true)
            : file.Success ? Ports.Written(scratch.Path(file.Groups[1].Value))
            : Ports.Taken(line.Terminal == "client" ? ports[1..] : ports, scratch.Root);
    }

    /// <summary>Runs a line in its own session, so that all its processes can be ended with it.</summary>
    private static ChildProcess Shell(string line, Scratch scratch) => ChildProcess.Start("setsid", ["bash", "-c", line], new ChildOptions
    {
        Directory = scratch.Root,
        Environment = { ["PATH"] = scratch.Path("bin") + ":" + Environment.GetEnvironmentVariable("PATH"), ["LC_ALL"] = "C" },
    });

    /// <summary>The next line, or the rest if no line end follows.</summary>
    private static async Task<string> ReadLine(ChildProcess terminal)
        => await terminal.StandardOutput.ReadLineAsync().WaitAsync(s_patience) ?? "";

    private static string Port(string written, Dictionary<string, string> ports)
    {
        if (!ports.TryGetValue(written, out string? port))
        {
            port = Ports.Free().ToString(CultureInfo.InvariantCulture);
            ports.Add(written, port);
        }

        return port;
    }

    /// <summary>netstat pads its columns to the width of their contents.</summary>
    private static string Squeezed(string line) => Regex.Replace(line.Trim(), " +", " ");

    private static async Task EndGroup(ChildProcess terminal)
    {
        if (!terminal.Result.IsCompleted)
        {
            _ = await ChildProcess.Run("kill", ["-TERM", "--", "-" + terminal.ProcessId.ToString(CultureInfo.InvariantCulture)]);
            _ = await terminal.Result.WaitAsync(s_patience);
        }

        terminal.Dispose();
    }
}
