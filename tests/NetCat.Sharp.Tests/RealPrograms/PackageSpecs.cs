using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The package as its users have it, and the samples that are written against it.</summary>
public sealed class PackageSpecs(PackedLibrary packed) : IClassFixture<PackedLibrary>
{
    [Fact]
    public void It_has_both_frameworks_documentation_readme_license_and_symbols()
    {
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(packed.Feed, "*.nupkg").Single());
        List<string> names = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Subset(new HashSet<string>(names), new HashSet<string>
        {
            "README.md", "lib/net10.0/NetCat.Sharp.dll", "lib/net10.0/NetCat.Sharp.xml", "lib/net9.0/NetCat.Sharp.dll", "lib/net9.0/NetCat.Sharp.xml",
        });
        using StreamReader about = new(package.GetEntry("NetCat.Sharp.nuspec")!.Open());
        string nuspec = about.ReadToEnd();
        Assert.Contains("<license type=\"expression\">MIT</license>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", nuspec, StringComparison.Ordinal);
        using ZipArchive symbols = ZipFile.OpenRead(Directory.GetFiles(packed.Feed, "*.snupkg").Single());
        Assert.Equal(2, symbols.Entries.Count(entry => entry.Name == "NetCat.Sharp.pdb"));
    }

    [Fact]
    public void Built_in_another_directory_it_is_the_same_byte_for_byte()
    {
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(packed.Feed, "*.nupkg").Single());
        using MemoryStream library = new();
        using (Stream entry = package.GetEntry("lib/net10.0/NetCat.Sharp.dll")!.Open())
        {
            entry.CopyTo(library);
        }

        Assert.Equal(File.ReadAllBytes(typeof(NetSocket).Assembly.Location), library.ToArray());
    }

    [NativeFact]
    public async Task Sample_echo()
    {
        using Scratch scratch = new();
        string file = scratch.Fill("file", 1_000_000, seed: 91);
        await using Pipeline server = Pipeline.Start(packed.Line("echo", ""), scratch);
        int port = PortOf((await server.ReadLines(1))[0]);
        Assert.Equal("same\n", await Pipeline.Run($"$NC -N 127.0.0.1 $PORT <{file} | cmp - {file} && echo same", scratch, port));
        Assert.Equal("again\n", await Pipeline.Run("echo again | $NC -N 127.0.0.1 $PORT", scratch, port));
    }

    [NativeFact]
    public async Task Sample_ready()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lkvn 127.0.0.1 0", scratch);
        Assert.Equal($"127.0.0.1:{listener.Port} is ready\n", await Pipeline.Run(packed.Line("ready", $"localhost {listener.Port} 10"), scratch));
        await using Pipeline nobody = Pipeline.Start($"({packed.Line("ready", "127.0.0.1 1 0.2")}); echo $?", scratch);
        Assert.Equal("127.0.0.1:1 is not: ConnectionRefused\n1\n", await nobody.End());
    }

    [NativeTheory]
    [InlineData("first", "ONE\nONE\n")]
    [InlineData("never", "ONE\nTWO\nONE\n")]
    public async Task Sample_udp(string connects, string heard)
    {
        using Scratch scratch = new();
        await using Pipeline peer = Pipeline.Start(packed.Line("udp", connects), scratch);
        int port = PortOf((await peer.ReadLines(1))[0]);
        string line = "mkfifo words; $NC -u --replies 2 127.0.0.1 $PORT <words >one & exec 3>words; echo one >&3; "
            + "until [ -s one ]; do sleep 0.01; done; cat one; echo two | $NC -u --replies 1 -w 1 127.0.0.1 $PORT 2>/dev/null; echo one >&3; wait %1; tail -n 1 one";
        Assert.Equal(heard, await Pipeline.Run(line, scratch, port));
    }

    [NativeFact]
    public async Task Sample_forward()
    {
        using Scratch scratch = new();
        string ask = scratch.Fill("ask", 2_000_000, seed: 92);
        string answer = scratch.Fill("answer", 3_000_000, seed: 93);
        await using Pipeline server = await Pipeline.Listen($"$NC -lvnN --drain 127.0.0.1 0 <{answer} | cmp - {ask} && echo same", scratch);
        await using Pipeline forwarder = Pipeline.Start(packed.Line("forward", $"127.0.0.1 {server.Port}"), scratch);
        int port = PortOf((await forwarder.ReadLines(1))[0]);
        Assert.Equal("same\n", await Pipeline.Run($"$NC -N 127.0.0.1 $PORT <{ask} | cmp - {answer} && echo same", scratch, port));
        Assert.Equal("same\n", await server.End());
        Assert.Equal(["BothDrained"], await forwarder.ReadLines(1));
    }

    private static int PortOf(string endPoint)
    {
        Assert.Matches(new Regex(@"^127\.0\.0\.1:\d+$"), endPoint);
        return int.Parse(endPoint.Split(':')[1], CultureInfo.InvariantCulture);
    }
}
