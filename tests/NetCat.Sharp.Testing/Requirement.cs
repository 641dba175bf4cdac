using System;
using System.IO;
using System.Linq;

namespace NetCat.Sharp.Testing;

/// <summary>What a test may need from the machine. Each member returns null if the need is met, otherwise the reason to skip the test.</summary>
public static class Requirement
{
    /// <summary>Gets a value indicating whether the tests run as root.</summary>
    public static bool IsRoot { get; } = Environment.IsPrivilegedProcess;

    /// <summary>Requires programs on PATH.</summary>
    public static string? Programs(params string[] programs)
        => programs.FirstOrDefault(static program => OnPath(program) is null) is { } missing ? $"{missing} is not installed: tests/run.sh installs it" : null;

    /// <summary>Requires root.</summary>
    /// <param name="purpose">Why root is needed, as in "to become a second user".</param>
    public static string? Root(string purpose) => IsRoot ? null : "needs root, " + purpose;

    /// <summary>The path of a program on PATH; null if it is not found.</summary>
    public static string? OnPath(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
