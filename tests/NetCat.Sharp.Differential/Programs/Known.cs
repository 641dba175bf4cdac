using System;
using System.Collections.Generic;
using System.IO;

namespace NetCat.Sharp.Differential.Programs;

/// <summary>The programs under test.</summary>
internal static class Known
{
    internal static readonly NcProgram Real = new("real", Setting("NCSHARP_REAL") ?? Requirement.OnPath("nc.openbsd")
        ?? throw new FileNotFoundException("nc.openbsd is not installed: apt-get install netcat-openbsd"));

    /// <summary>The real nc under a second name: differences between the two runs come from the harness.</summary>
    internal static readonly NcProgram RealAgain = Real with { Name = "real-again" };

    internal static readonly NcProgram Native = new("native", NativeProgram.Path);

    /// <summary>The native nc that moves every byte with read(2) and write(2).</summary>
    internal static readonly NcProgram Copying = Moving("copy");

    /// <summary>The native nc that splices every byte of a stream where the kernel can.</summary>
    internal static readonly NcProgram Splicing = Moving("splice");

    internal static readonly NcProgram Managed = new("managed", Setting("NCSHARP_MANAGED") ?? SourceTree.Built("nc")) { HasRuntime = true };

    private static NcProgram Moving(string how)
        => Native with { Name = $"native, {how}", Environment = new Dictionary<string, string> { ["NCSHARP_MOVER"] = how } };

    private static string? Setting(string name)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? System.IO.Path.GetFullPath(value) : null;
}
