using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetCat.Sharp.Differential.Programs;

/// <summary>Where the programs under test are.</summary>
internal static class Known
{
    internal const string NativeVariable = "NCSHARP_NATIVE";

    internal static readonly NcProgram Real = new("real", Setting("NCSHARP_REAL") ?? OnPath("nc.openbsd"));

    /// <summary>A second name for the real one: what differs between the two is the harness's own noise.</summary>
    internal static readonly NcProgram RealAgain = Real with { Name = "real-again" };

    internal static readonly string? NativePath = Setting(NativeVariable);

    internal static readonly NcProgram Native = new("native", NativePath ?? "");

    /// <summary>The native one with every byte read and written.</summary>
    internal static readonly NcProgram Copying = Moving("copy");

    /// <summary>The native one with every byte of a stream spliced, as far as the kernel does it.</summary>
    internal static readonly NcProgram Splicing = Moving("splice");

    internal static readonly NcProgram Managed = new("managed", Setting("NCSHARP_MANAGED") ?? BuiltBesideTests()) { HasRuntime = true };

    private static NcProgram Moving(string how)
        => Native with { Name = $"native, {how}", Environment = new Dictionary<string, string> { ["NCSHARP_MOVER"] = how } };

    private static string? Setting(string name)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? System.IO.Path.GetFullPath(value) : null;

    private static string OnPath(string name)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(directory => System.IO.Path.Combine(directory, name))
            .FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{name} is not installed: apt-get install netcat-openbsd");

    /// <summary>This assembly lies in tests/PROJECT/bin/CONFIGURATION/net10.0: nc was built with the same configuration.</summary>
    private static string BuiltBesideTests()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string configuration = here.Parent!.Name;
        for (DirectoryInfo? above = here; above is not null; above = above.Parent)
        {
            string candidate = System.IO.Path.Combine(above.FullName, "src", "nc", "bin", configuration, here.Name, "nc");
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new FileNotFoundException($"no src/nc/bin/{configuration}/{here.Name}/nc above {here.FullName}");
    }
}
