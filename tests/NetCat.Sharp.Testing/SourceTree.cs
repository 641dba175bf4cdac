using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NetCat.Sharp.Testing;

/// <summary>The source tree that the tests were built from.</summary>
public static class SourceTree
{
    private const string Solution = "NetCat.Sharp.sln";

    /// <summary>Gets the directory of the solution file: the nearest one above the running assembly.</summary>
    public static string Root { get; } = Find();

    /// <summary>The absolute path of a file, from its path below the root.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>The source files below a folder, without bin and obj: paths below the root, in ordinal order.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
        => Directory.EnumerateFiles(Path(folder), pattern, SearchOption.AllDirectories)
            .Select(static file => System.IO.Path.GetRelativePath(Root, file))
            .Where(static file => !file.Split('/').Any(static part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>The path of a program of src/ that was built together with the tests: same configuration, same framework.</summary>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    public static string Built(string program)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        string file = Path($"src/{program}/bin/{framework.Parent!.Name}/{framework.Name}/{program}");
        return File.Exists(file) ? file : throw new FileNotFoundException($"{file} is not built");
    }

    private static string Find()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, Solution)))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException($"{Solution} is in no directory above {AppContext.BaseDirectory}");
    }
}
