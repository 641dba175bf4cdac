using System;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>The programs under test: those built with the tests, unless environment variables name others.</summary>
internal static class Programs
{
    /// <summary>The value of NCSHARP_NCLAB, or the managed build.</summary>
    internal static string Nclab { get; } = Environment.GetEnvironmentVariable("NCSHARP_NCLAB") ?? SourceTree.Built("nclab");

    /// <summary>The value of NCSHARP_NATIVE, or the managed build.</summary>
    internal static string Nc { get; } = Environment.GetEnvironmentVariable("NCSHARP_NATIVE") ?? SourceTree.Built("nc");
}
