using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>A netcat process of the experiment, which ends with it.</summary>
internal sealed class NcProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _printed = new();
    private readonly ConcurrentQueue<string> _complained = new();

    private NcProcess(Process process, string command)
    {
        _process = process;
        Command = command;
        process.OutputDataReceived += (_, line) => Keep(_printed, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_complained, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The command line, as a user would type it.</summary>
    internal string Command { get; }

    internal IReadOnlyCollection<string> Printed => _printed;

    internal bool HasEnded => _process.HasExited;

    /// <summary>Finds the program: a path or a name on PATH; by default the nc in the directory of this program, otherwise the one on PATH.</summary>
    /// <exception cref="LabExit">There is no such program.</exception>
    internal static string Find(string? wanted)
    {
        if (wanted is null)
        {
            string beside = Path.Combine(Path.GetDirectoryName(Environment.ProcessPath) ?? "", "nc");
            return File.Exists(beside) ? beside : OnPath("nc") ?? throw new LabExit(LabExit.Error, "no nc beside this program or on PATH: name one by --nc");
        }

        string? found = wanted.Contains('/', StringComparison.Ordinal) ? Existing(Path.GetFullPath(wanted)) : OnPath(wanted);
        return found ?? throw new LabExit(LabExit.Error, $"no such program: {wanted}");
    }

    /// <exception cref="LabExit">The program cannot be started.</exception>
    internal static NcProcess Start(string nc, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(nc, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            Process process = Process.Start(start) ?? throw new LabExit(LabExit.Error, $"cannot start {nc}");
            return new NcProcess(process, $"{Path.GetFileName(nc)} {string.Join(' ', arguments)}");
        }
        catch (Win32Exception exception)
        {
            throw new LabExit(LabExit.Error, $"cannot start {nc}: {Native.Identity.ErrorText(exception.NativeErrorCode)}");
        }
    }

    internal void Type(string line)
    {
        try
        {
            _process.StandardInput.Write(line + "\n");
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            throw new LabExit(LabExit.Error, $"{Command}: ended before it was spoken to{Complaint()}");
        }
    }

    /// <summary>A line that the process printed on standard error, in parentheses, or an empty text.</summary>
    internal string Complaint()
    {
        if (_process.HasExited)
        {
            // After this call, all its output has been read.
            _process.WaitForExit();
        }

        return _complained.TryPeek(out string? words) ? $" ({words})" : "";
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private static string? Existing(string file) => File.Exists(file) ? file : null;

    private static string? OnPath(string name)
    {
        foreach (string directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Existing(Path.Combine(directory, name)) is { } file)
            {
                return file;
            }
        }

        return null;
    }
}
