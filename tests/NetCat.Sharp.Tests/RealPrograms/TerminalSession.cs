using System;
using System.Text;
using System.Threading.Tasks;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A command at its own terminal, made by script(1); the test types and reads there.</summary>
internal sealed class TerminalSession : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly ChildProcess _terminal;
    private readonly StringBuilder _shown = new();
    private int _seen;

    /// <summary>Runs a line of bash at the terminal.</summary>
    internal TerminalSession(string line, Scratch directory)
        => _terminal = ChildProcess.Start("script", ["-qefc", line, "/dev/null"], new ChildOptions
        {
            Directory = directory.Root,
            Environment = { ["LC_ALL"] = "C", ["SHELL"] = "/bin/bash" },
            Encoding = Encoding.Latin1,
        });

    /// <summary>All output of the terminal so far.</summary>
    internal string Shown => _shown.ToString();

    internal async Task Type(string text)
    {
        await _terminal.StandardInput.WriteAsync(text);
        await _terminal.StandardInput.FlushAsync();
    }

    /// <summary>Reads until the terminal shows the text. Output that an earlier wait has matched does not count.</summary>
    internal async Task Shows(string text)
    {
        if (!await Shows(latest => latest.Contains(text, StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"the terminal does not show '{text}', but all in all:\n{Shown}");
        }
    }

    /// <summary>
    /// Reads until the new output satisfies the condition; false at the end of the output. Output that an earlier wait has matched does not count.
    /// </summary>
    internal async Task<bool> Shows(Func<string, bool> isWanted)
    {
        char[] piece = new char[1];
        while (!isWanted(_shown.ToString(_seen, _shown.Length - _seen)))
        {
            Task<int> reading = _terminal.StandardOutput.ReadAsync(piece.AsMemory()).AsTask();
            if (await Task.WhenAny(reading, Task.Delay(s_patience)) != reading)
            {
                throw new TimeoutException($"the terminal shows no more than this:\n{Shown}");
            }

            if (await reading == 0)
            {
                return false;
            }

            _ = _shown.Append(piece[0]);
        }

        _seen = _shown.Length;
        return true;
    }

    /// <summary>Reads to the end of the output and returns the exit status of the line.</summary>
    internal async Task<int> End()
    {
        _ = await Shows(static _ => false);
        ChildResult result = await _terminal.Result.WaitAsync(s_patience);
        return result.ExitCode;
    }

    /// <summary>Closes the master side of the terminal: the programs on it get SIGHUP and EIO.</summary>
    internal void HangUp() => _terminal.Signal(Signals.Kill);

    public void Dispose()
    {
        HangUp();
        _terminal.Dispose();
    }
}
