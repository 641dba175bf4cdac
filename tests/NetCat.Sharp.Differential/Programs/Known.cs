using System;
using System.Collections.Generic;
using System.IO;

namespace NetCat.Sharp.Differential.Programs;

/// <summary>Where the programs under test are.</summary>
internal static class Known
{
    internal static readonly NcProgram Real = new("real", Setting("NCSHARP_REAL") ?? Requirement.OnPath("nc.openbsd")
        ?? throw new FileNotFoundException("nc.openbsd is not installed: apt-get install netcat-openbsd"));

    /// <summary>A second name for the real one: what differs between the two is the harness's own noise.</summary>
    internal static readonly NcProgram RealAgain = Real with { Name = "real-again" };

    internal static readonly NcProgram Native = new("native", NativeProgram.Path);

    /// <summary>The native one with every byte read and written.</summary>
    internal static readonly NcProgram Copying = Moving("copy");

    /// <summary>The native one with every byte of a stream spliced, as far as the kernel does it.</summary>
    internal static readonly NcProgram Splicing = Moving("splice");

    internal static readonly NcProgram Managed = new("managed", Setting("NCSHARP_MANAGED") ?? SourceTree.Built("nc")) { HasRuntime = true };

    private static NcProgram Moving(string how)
        => Native with { Name = $"native, {how}", Environment = new Dictionary<string, string> { ["NCSHARP_MOVER"] = how } };

    private static string? Setting(string name)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? System.IO.Path.GetFullPath(value) : null;
}
