using System;
using System.IO;
using System.Linq;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The native nc that tests/run.sh has built, and the machine's own programs beside it.</summary>
internal static class NativeProgram
{
    private const string Variable = "NCSHARP_NATIVE";

    internal static string Path => Environment.GetEnvironmentVariable(Variable) ?? "";

    /// <summary>Why a test that needs the native nc and these programs cannot run; null if it can.</summary>
    internal static string? WhyNot(string[] programs)
    {
        if (!File.Exists(Path))
        {
            return $"{Variable} does not name a native nc: tests/run.sh builds one and sets it";
        }

        string? missing = programs.FirstOrDefault(static program => !IsInstalled(program));
        return missing is null ? null : $"{missing} is not installed: tests/run.sh installs it";
    }

    private static bool IsInstalled(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(System.IO.Path.Combine(folder, program)));
}

/// <summary>A test of the native nc; skipped, with the reason, where it or a program it plays with is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute(params string[] programs) => Skip = NativeProgram.WhyNot(programs);
}

/// <summary>The same for a test that makes device nodes, which takes root.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootNativeFactAttribute : FactAttribute
{
    public RootNativeFactAttribute(params string[] programs)
        => Skip = NativeProgram.WhyNot(programs) ?? (Environment.IsPrivilegedProcess ? null : "only root may make device nodes");
}

/// <summary>The same for a test with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeTheoryAttribute : TheoryAttribute
{
    public NativeTheoryAttribute(params string[] programs) => Skip = NativeProgram.WhyNot(programs);
}
