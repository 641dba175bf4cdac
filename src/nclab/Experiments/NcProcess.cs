using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>A netcat that runs beside the experiment, ours or any other, and ends with it.</summary>
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

    /// <summary>What a person would type.</summary>
    internal string Command { get; }

    internal IReadOnlyCollection<string> Printed => _printed;

    internal bool HasEnded => _process.HasExited;

    /// <summary>The file that is meant: a path, a name on PATH, or, where none is given, the nc beside this program, else that on PATH.</summary>
    /// <exception cref="LabExit">There is none.</exception>
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

    /// <exception cref="LabExit">It cannot be run.</exception>
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

    /// <summary>Its own last words as the tail of a sentence, or nothing.</summary>
    internal string Complaint()
    {
        if (_process.HasExited)
        {
            // Only then is all that it said here.
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
