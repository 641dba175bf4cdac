using System;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The dotnet tool: the managed program under its own name.</summary>
public sealed class ToolSpecs
{
    [NativeFact]
    public async Task The_tool_installs_and_exchanges_data_with_the_native_nc()
    {
        using Scratch scratch = new();
        string pack = $"timeout 110 dotnet pack {SourceTree.Path("src/nc")} -c {PackedLibrary.Configuration} --no-build -o feed --nologo -v q -nodeReuse:false";
        string install = "NUGET_PACKAGES=$PWD/cache timeout 110 dotnet tool install NetCat.Sharp.Tool --tool-path tool --source $PWD/feed";
        _ = await Pipeline.Run($"{pack} && {install}", scratch);
        Assert.StartsWith("NetCat.Sharp ", await Pipeline.Run("tool/ncsharp --version", scratch), StringComparison.Ordinal);
        Assert.Equal("ncsharp: quit timer invalid: x\n", await Pipeline.Run("tool/ncsharp -q x 2>&1; true", scratch));
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0", scratch);
        Assert.Equal("", await Pipeline.Run("echo hello | tool/ncsharp -N 127.0.0.1 $PORT", scratch, listener.Port));
        Assert.Equal("hello\n", await listener.End());
    }
}
