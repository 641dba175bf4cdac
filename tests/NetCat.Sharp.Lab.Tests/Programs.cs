using System;
using System.IO;

namespace NetCat.Sharp.Lab.Tests;

/// <summary>The programs under test: those built with the tests, unless the environment names others.</summary>
internal static class Programs
{
    internal static string Root { get; } = FindRoot();

    /// <summary>NCSHARP_NCLAB, or the managed build.</summary>
    internal static string Nclab { get; } = Environment.GetEnvironmentVariable("NCSHARP_NCLAB") ?? Built("nclab");

    /// <summary>NCSHARP_NATIVE, or the managed build.</summary>
    internal static string Nc { get; } = Environment.GetEnvironmentVariable("NCSHARP_NATIVE") ?? Built("nc");

    internal static bool IsRoot { get; } = Environment.UserName == "root";

    /// <summary>bin/CONFIGURATION/FRAMEWORK is the same for the tests and for what they test.</summary>
    private static string Built(string name)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        string file = Path.Combine(Root, "src", name, "bin", framework.Parent!.Name, framework.Name, name);
        return File.Exists(file) ? file : throw new FileNotFoundException($"{file} is not built");
    }

    private static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NetCat.Sharp.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException("NetCat.Sharp.sln is in no directory above the tests");
    }
}
