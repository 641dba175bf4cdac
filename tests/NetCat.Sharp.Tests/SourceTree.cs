using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetCat.Sharp.Tests;

/// <summary>The tree these tests were built from, found upwards from where they run.</summary>
internal static class SourceTree
{
    internal static string Root { get; } = Find();

    internal static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>The written files below a folder, without what builds leave there, by their path from the root.</summary>
    internal static IEnumerable<string> Files(string folder, string pattern)
        => Directory.EnumerateFiles(Path(folder), pattern, SearchOption.AllDirectories)
            .Select(static file => System.IO.Path.GetRelativePath(Root, file))
            .Where(static file => !file.Split('/').Any(static part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static string Find()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "NetCat.Sharp.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException("NetCat.Sharp.sln is in no directory above " + AppContext.BaseDirectory);
    }
}
