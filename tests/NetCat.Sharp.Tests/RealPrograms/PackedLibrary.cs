using System;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The library, packed from a copy of its sources into a separate feed: the user's package cache is not changed.</summary>
public sealed class PackedLibrary : IAsyncLifetime, IDisposable
{
#if DEBUG
    internal const string Configuration = "Debug";
#else
    internal const string Configuration = "Release";
#endif

    private readonly Scratch _scratch = new();

    /// <summary>The directory of the packages.</summary>
    internal string Feed => _scratch.Path("feed");

    public async Task InitializeAsync()
    {
        string copy = $"mkdir -p copy/src && cp {SourceTree.Path("")}/*.props {SourceTree.Path("global.json")} {SourceTree.Path(".editorconfig")} copy"
            + $" && cp {SourceTree.Path("src/BannedSymbols.txt")} copy/src && cp -r {SourceTree.Path("src/NetCat.Sharp")} copy/src"
            + " && rm -rf copy/src/NetCat.Sharp/bin copy/src/NetCat.Sharp/obj";
        string pack = $"cd copy && timeout 110 dotnet pack src/NetCat.Sharp -c {Configuration} -o ../feed --nologo -v q -p:UseSharedCompilation=false -nodeReuse:false";
        _ = await Pipeline.Run($"{copy} && {pack}", _scratch);
    }

    /// <summary>A line of bash in which <c>dotnet run</c> finds only this package.</summary>
    internal string Line(string sample, string arguments)
        => $"export RestoreSources={Feed} NUGET_PACKAGES={_scratch.Path("cache")}; exec timeout 100 dotnet run {SourceTree.Path($"tests/samples/{sample}.cs")} {arguments}";

    /// <summary>
    /// A line of bash that builds a project with only this package; it prints the compiler's output, or that the project compiled.
    /// </summary>
    internal string Build(string project)
        => $"export RestoreSources={Feed} NUGET_PACKAGES={_scratch.Path("cache")}; "
            + $"timeout 100 dotnet build {project} --nologo -v q -p:UseSharedCompilation=false -nodeReuse:false -clp:NoSummary >said 2>&1 && echo compiled || cat said";

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _scratch.Dispose();
}
