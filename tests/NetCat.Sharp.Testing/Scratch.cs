using System;
using System.IO;

namespace NetCat.Sharp.Testing;

/// <summary>A temporary directory for one test, removed at the end of the test.</summary>
public sealed class Scratch : IDisposable
{
    /// <summary>Gets the directory.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("nc-test-").FullName;

    /// <summary>The absolute path of a file in the directory.</summary>
    public string Path(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Writes a file of pseudo-random bytes, the same for the same seed, and returns its path.</summary>
    public string Fill(string name, int length, int seed)
    {
        byte[] bytes = new byte[length];
#pragma warning disable CA5394 // Nothing secret: a test needs the same bytes each time.
        new Random(seed).NextBytes(bytes);
#pragma warning restore CA5394
        _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    /// <summary>Removes the directory and its contents.</summary>
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
