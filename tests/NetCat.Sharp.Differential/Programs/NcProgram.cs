using System;
using System.Collections.Generic;
using System.IO;

namespace NetCat.Sharp.Differential.Programs;

/// <summary>A program under test, called through a directory that holds a link named nc.</summary>
internal sealed record NcProgram(string Name, string Path)
{
    private static readonly string s_root = Root();

    private readonly Lazy<string> _link = new(() => Link(Name, Path));

    /// <summary>Whether it runs on the managed runtime, which opens files before the program does: its descriptors have no fixed numbers.</summary>
    internal bool HasRuntime { get; init; }

    /// <summary>The environment of its processes, in addition to that of the scenario.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    internal string Called => _link.Value;

    /// <summary>A directory that is removed when the tests end.</summary>
    private static string Root()
    {
        string root = Directory.CreateTempSubdirectory("nc-programs-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        return root;
    }

    private static string Link(string name, string path)
    {
        string directory = Directory.CreateDirectory(System.IO.Path.Combine(s_root, name)).FullName;
        string link = System.IO.Path.Combine(directory, "nc");
        _ = File.CreateSymbolicLink(link, path);
        return link;
    }
}
