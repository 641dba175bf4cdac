using System;
using System.IO;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>A directory of one test's own, gone when the test is over.</summary>
internal sealed class Scratch : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("nc-test-").FullName;

    internal string Path(string name) => System.IO.Path.Combine(Root, name);

    /// <summary>Bytes without a pattern, the same for the same seed.</summary>
    internal string Fill(string name, int length, int seed)
    {
        byte[] bytes = new byte[length];
#pragma warning disable CA5394 // Nothing secret: a test wants the same bytes each time.
        new Random(seed).NextBytes(bytes);
#pragma warning restore CA5394
        _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
