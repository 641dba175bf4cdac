using System;

namespace NetCat.Sharp.Testing;

/// <summary>The exit status of a process that has ended, and the output that was not read before.</summary>
public sealed class ChildResult(int exitCode, Func<string> output, Func<string> error)
{
    private readonly Lazy<string> _output = new(output);
    private readonly Lazy<string> _error = new(error);

    /// <summary>Gets the exit status; 128 plus the signal's number if a signal ended the process.</summary>
    public int ExitCode => exitCode;

    /// <summary>Gets a value indicating whether the exit status is 0.</summary>
    public bool Success => exitCode == 0;

    /// <summary>Gets the part of stdout that the test has not read yet.</summary>
    public string StandardOutput => _output.Value;

    /// <summary>Gets the part of stderr that the test has not read yet.</summary>
    public string StandardError => _error.Value;
}
