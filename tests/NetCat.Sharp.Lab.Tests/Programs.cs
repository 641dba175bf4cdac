using System;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>The programs under test: those built with the tests, unless the environment names others.</summary>
internal static class Programs
{
    /// <summary>NCSHARP_NCLAB, or the managed build.</summary>
    internal static string Nclab { get; } = Environment.GetEnvironmentVariable("NCSHARP_NCLAB") ?? SourceTree.Built("nclab");

    /// <summary>NCSHARP_NATIVE, or the managed build.</summary>
    internal static string Nc { get; } = Environment.GetEnvironmentVariable("NCSHARP_NATIVE") ?? SourceTree.Built("nc");
}
