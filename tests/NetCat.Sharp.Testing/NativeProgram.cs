using System;
using System.IO;

namespace NetCat.Sharp.Testing;

/// <summary>The native nc that tests/run.sh builds.</summary>
public static class NativeProgram
{
    /// <summary>The environment variable that holds the path of the native nc.</summary>
    public const string Variable = "NCSHARP_NATIVE";

    /// <summary>Gets the absolute path of the native nc; empty if the variable is not set.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? System.IO.Path.GetFullPath(path) : "";

    /// <summary>Why a test that needs the native nc and these programs cannot run; null if it can.</summary>
    public static string? WhyNot(params string[] programs)
        => File.Exists(Path) ? Requirement.Programs(programs) : $"{Variable} does not name a native nc: tests/run.sh builds one and sets it";
}
