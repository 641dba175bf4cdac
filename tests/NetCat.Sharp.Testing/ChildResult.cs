using System;

namespace NetCat.Sharp.Testing;

/// <summary>A process that has ended, and what it printed that was not read before.</summary>
public sealed class ChildResult(int exitCode, Func<string> output, Func<string> error)
{
    private readonly Lazy<string> _output = new(output);
    private readonly Lazy<string> _error = new(error);

    /// <summary>Gets the exit status; 128 and the signal's number where a signal ended it.</summary>
    public int ExitCode => exitCode;

    /// <summary>Gets a value indicating whether the exit status is 0.</summary>
    public bool Success => exitCode == 0;

    /// <summary>Gets what it wrote to stdout, from where the test has read to.</summary>
    public string StandardOutput => _output.Value;

    /// <summary>Gets what it wrote to stderr, from where the test has read to.</summary>
    public string StandardError => _error.Value;
}
