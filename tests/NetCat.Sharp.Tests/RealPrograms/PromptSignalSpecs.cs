using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.Commands.Invocation;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Signals during a password prompt: after each the terminal echoes as before, and the password is never shown.</summary>
public sealed class PromptSignalSpecs
{
    private const string Prompt = "Proxy password for ";
    private const string Refused = "headers HTTP/1.1 407 Who are you\r\n\r\n";
    private const string Granted = "headers HTTP/1.1 200 OK\r\n\r\nfrom there\n";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [NativeTheory("nc.openbsd", "script")]
    [InlineData("\x03")]
    [InlineData("\x1c")]
    [InlineData("half\x03")]
    public Task Keys_that_end_it(string keys) => AssertSame(async (shell, call) =>
    {
        await shell.Line(Numbered(call));
        await Asked(shell);
        await shell.Key(keys);
        await shell.Prompted();
    });

    [NativeTheory("nc.openbsd", "script")]
    [InlineData("HUP")]
    [InlineData("INT")]
    [InlineData("QUIT")]
    [InlineData("ALRM")]
    [InlineData("TERM")]
    [InlineData("PIPE")]
    [InlineData("USR1")]
    public Task Signals_that_end_it(string signal) => AssertSame(async (shell, call) =>
    {
        await shell.Line(Numbered(call));
        await Asked(shell);
        await Signal(shell.Directory, signal);
        await shell.Prompted();
    });

    [NativeTheory("nc.openbsd", "script")]
    [InlineData("right\n")]
    [InlineData("rig\x1a", "right\n")]
    [InlineData("\x1a", "\x1a", "right\n")]
    public Task Ctrl_Z_restores_the_echo_and_fg_prompts_again(params string[] keys) => AssertSame(async (shell, call) =>
    {
        await shell.Line(Numbered(call));
        foreach (string key in keys)
        {
            await Asked(shell);
            await shell.Key(key);
            if (key.EndsWith('\x1a'))
            {
                await shell.Prompted();
                await shell.Command("stty -a | grep -ow -e '-*echo'");
                await shell.Line("fg");
            }
        }

        await shell.Shows("from there");
        await shell.Prompted();
    });

    [NativeFact("nc.openbsd", "script")]
    public Task A_background_job_prompts_when_it_is_in_the_foreground() => AssertSame(async (shell, call) =>
    {
        await shell.Line(call + " &");
        await shell.Shows("Stopped");
        await shell.Command("stty -a | grep -ow -e '-*echo'");
        await shell.Line("fg");
        await shell.Shows(Prompt);
        await shell.Shows(": ");
        await shell.Line("right");
        await shell.Shows("from there");
        await shell.Prompted();
    });

    [NativeFact("nc.openbsd", "script")]
    public async Task After_SIGSTOP_and_SIGCONT_typed_text_is_still_hidden()
    {
        foreach (string program in new[] { "nc.openbsd", NativeProgram.Path })
        {
            using Scratch scratch = new();
            (string shown, _) = await WithProxy(async call =>
            {
                using TerminalSession session = new($"(echo $BASHPID >number; {Called(call, program)})", scratch);
                await session.Shows(": ");
                await Waits(scratch);
                await Signal(scratch, "STOP");
                await Signal(scratch, "CONT");
                await Signal(scratch, "WINCH");
                await Waits(scratch);
                await session.Type("right\n");
                return await session.End() + " " + session.Shown;
            });
            Assert.Equal("0 Proxy password for frida@127.0.0.1: \r\nfrom there\r\n", shown);
        }
    }

    [NativeFact("nc.openbsd", "script")]
    public async Task A_terminal_that_hangs_up_while_SIGHUP_is_ignored()
    {
        string theirs = await HangUp("nc.openbsd");
        Assert.EndsWith(" 1 nc: Unable to read proxy passphrase\n", theirs, StringComparison.Ordinal);
        Assert.Equal(theirs, await HangUp(NativeProgram.Path));
    }

    /// <summary>The requests that the proxy received, the exit status, and stderr.</summary>
    private static async Task<string> HangUp(string program)
    {
        using Scratch scratch = new();
        (string outcome, string heard) = await WithProxy(async call =>
        {
            using TerminalSession session = new($"trap '' HUP; (echo $BASHPID >number; {Called(call, program)} 2>said); echo $? >status; mv status ended", scratch);
            await session.Shows(": ");
            await Waits(scratch);
            session.HangUp();
            await Until.Holds(() => File.Exists(scratch.Path("ended")), "the end of the shell", s_patience);
            return $"{(await File.ReadAllTextAsync(scratch.Path("ended"))).Trim()} {await File.ReadAllTextAsync(scratch.Path("said"))}";
        });
        return $"{heard} {outcome}";
    }

    private static string Called(string call, string program) => $"exec -a nc {program}{call["nc".Length..]}";

    /// <summary>The command, which first writes its process id to a file.</summary>
    private static string Numbered(string call) => $"sh -c 'echo $$ >number; exec {call}'";

    private static async Task Asked(JobShell shell)
    {
        await shell.Shows(Prompt);
        await shell.Shows(": ");
        await Waits(shell.Directory);
    }

    /// <summary>Waits until nc sleeps without a context switch: the real nc loses a signal between the prompt and the read.</summary>
    private static async Task Waits(Scratch directory)
    {
        string status = $"/proc/{(await File.ReadAllTextAsync(directory.Path("number"))).Trim()}/status";
        using CancellationTokenSource patience = new(s_patience);
        string before = "";
        for (string now = "?"; now != before || !now.Contains("State:\tS", StringComparison.Ordinal); now = await File.ReadAllTextAsync(status, patience.Token))
        {
            before = now;
            await Task.Delay(50, patience.Token);
        }
    }

    private static async Task Signal(Scratch directory, string name)
        => Assert.Equal("", await Pipeline.Run($"kill -{name} $(<number)", directory));

    private static async Task AssertSame(Func<JobShell, string, Task> script)
    {
        (string shown, string heard) = await Observe("nc.openbsd", script);
        (string ourShown, string ourHeard) = await Observe(NativeProgram.Path, script);
        Assert.True(shown == ourShown, $"the real one's terminal:\n{shown}\nours:\n{ourShown}");
        Assert.Equal(heard, ourHeard);
    }

    /// <summary>The output of the terminal, and the requests that the proxy received.</summary>
    private static Task<(string Shown, string Heard)> Observe(string program, Func<JobShell, string, Task> script) => WithProxy(async call =>
    {
        using JobShell shell = await JobShell.Start(program);
        await script(shell, call);
        await shell.Command("echo status $?; stty -a | grep -ow -e '-*echo'");
        return await shell.End();
    });

    private static async Task<(string Outcome, string Heard)> WithProxy(Func<string, Task<string>> script)
    {
        using ScriptedProxy proxy = new();
        using CancellationTokenSource over = new();
        Task<IReadOnlyList<string>> serving = proxy.Serve([[Refused], [Granted]], byteByByte: false, Task.Delay(Timeout.Infinite, over.Token));
        string outcome = await script($"nc -N -X connect -P frida -x 127.0.0.1:{proxy.Port} name.example.test 80 </dev/null");
        await over.CancelAsync();
        return (outcome, string.Join("--\n", await serving.WaitAsync(s_patience)));
    }
}
