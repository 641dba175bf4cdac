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

/// <summary>The NuGet package as its users get it, and the samples that use it.</summary>
public sealed class PackageSpecs(PackedLibrary packed) : IClassFixture<PackedLibrary>
{
    [Fact]
    public void It_has_the_library_documentation_readme_license_and_symbols()
    {
        using ZipArchive package = ZipFile.OpenRead(Directory.GetFiles(packed.Feed, "*.nupkg").Single());
        List<string> names = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Subset(new HashSet<string>(names), new HashSet<string>
        {
            "README.md", "lib/net10.0/NetCat.Sharp.dll", "lib/net10.0/NetCat.Sharp.xml",
        });
        using StreamReader about = new(package.GetEntry("NetCat.Sharp.nuspec")!.Open());
        string nuspec = about.ReadToEnd();
        Assert.Contains("<license type=\"expression\">MIT</license>", nuspec, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", nuspec, StringComparison.Ordinal);
        using ZipArchive symbols = ZipFile.OpenRead(Directory.GetFiles(packed.Feed, "*.snupkg").Single());
        Assert.Single(symbols.Entries, entry => entry.Name == "NetCat.Sharp.pdb");
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
        string[] told = [.. await server.ReadLines(2)];
        int port = PortOf(told[0]);

        // A client that sends nothing delays no other client; when the server ends, its connection ends.
        await using Pipeline silent = Pipeline.Start($"tail -f /dev/null --pid {told[1]} | $NC 127.0.0.1 {port}; echo end", scratch);
        await Until.Holds(() => SocketTable.Read(Transport.Tcp, ipv6: false).Any(row => row.Remote.Port == port && row.State == SocketState.Established));
        Assert.Equal("same\n", await Pipeline.Run($"$NC -N 127.0.0.1 $PORT <{file} | cmp - {file} && echo same", scratch, port));
        Assert.Equal("again\n", await Pipeline.Run("echo again | $NC -N 127.0.0.1 $PORT", scratch, port));
        _ = await Pipeline.Run($"kill -TERM {told[1]}", scratch);
        Assert.Equal("end\n", await silent.End());
        Assert.Equal("3 clients\n", await server.End());
    }

    [NativeFact]
    public async Task Sample_ready()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lkvn 127.0.0.1 0", scratch);
        Assert.Equal($"127.0.0.1:{listener.Port} is ready\n", await Pipeline.Run(packed.Line("ready", $"localhost {listener.Port} 10"), scratch));
        await using Pipeline closed = Pipeline.Start($"({packed.Line("ready", "127.0.0.1 1 0.2")}); echo $?", scratch);
        Assert.Equal("127.0.0.1:1 is not: ECONNREFUSED\n1\n", await closed.End());
    }

    [NativeFact]
    public async Task Sample_readyfile()
    {
        using Scratch scratch = new();
        string file = scratch.Path("port");
        await using Pipeline server = Pipeline.Start(packed.Line("readyfile", file), scratch);
        string time = await Pipeline.Run($"until [ -e {file} ]; do sleep 0.05; done; $NC -dn 127.0.0.1 $(cat {file})", scratch);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT[\d:.]+Z\n$", time);
        Assert.Equal("", await server.End());
        Assert.False(File.Exists(file));
    }

    /// <summary>Each code block of the README, as a class of one program that references only the package.</summary>
    [Fact]
    public async Task Every_snippet_of_the_readme_compiles()
    {
        using Scratch scratch = new();
        string readme = File.ReadAllText(SourceTree.Path("src/NetCat.Sharp/README.md"));
        List<string> snippets = [.. Regex.Matches(readme, @"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(block => block.Groups[1].Value)];
        Assert.NotEmpty(snippets);
        foreach ((int number, string snippet) in snippets.Index())
        {
            ILookup<bool, string> lines = snippet.Split('\n').ToLookup(line => Regex.IsMatch(line, @"^using [\w.]+;$"));
            string body = $"static class Snippet{number} {{ static async Task Main(string[] args) {{\n{string.Join('\n', lines[false])}\nawait Task.Yield(); }} }}\n";
            File.WriteAllText(scratch.Path($"Snippet{number}.cs"), string.Join('\n', lines[true]) + "\n" + body);
        }

        File.WriteAllText(scratch.Path("Snippets.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <StartupObject>Snippet0</StartupObject>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NetCat.Sharp" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        Assert.Equal("compiled\n", await Pipeline.Run(packed.Build("Snippets.csproj"), scratch));
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

    [NativeFact]
    public async Task Sample_serve_with_TLS()
    {
        using Scratch scratch = new();
        string file = scratch.Fill("file", 2_000_000, seed: 95);
        await using Pipeline echo = await Pipeline.Listen("$NC -lkvn --max-conns 9 127.0.0.1 0 --exec cat", scratch);
        await using Pipeline server = Pipeline.Start(packed.Line("serve", $"127.0.0.1:{echo.Port} 0 tls"), scratch);
        string[] told = (await server.ReadLines(1))[0].Split(' ');
        int port = PortOf(told[0]);
        Assert.Equal("same\n", await Pipeline.Run($"$NC -N --strict --tls-pin {told[2]} 127.0.0.1 $PORT <{file} | cmp - {file} && echo same", scratch, port));
        Assert.Equal("1 Closed sent=2000000 received=2000000 errno=0", (await server.ReadLines(3))[2]);
        _ = await Pipeline.Run("echo plain | $NC -N 127.0.0.1 $PORT >answer 2>&1 || :", scratch, port);
        Assert.Equal("2 TlsFailed sent=0 received=0 errno=0", (await server.ReadLines(2))[1]);
    }

    [NativeFact]
    public async Task Sample_serve()
    {
        using Scratch scratch = new();
        string file = scratch.Fill("file", 2_000_000, seed: 94);
        await using Pipeline echo = await Pipeline.Listen("$NC -lkvn --max-conns 9 127.0.0.1 0 --exec cat", scratch);
        await using Pipeline server = Pipeline.Start(packed.Line("serve", $"127.0.0.1:{echo.Port}"), scratch);
        string[] told = (await server.ReadLines(1))[0].Split(' ');
        Assert.Equal("same\n", await Pipeline.Run($"$NC -N 127.0.0.1 $PORT <{file} | cmp - {file} && echo same", scratch, PortOf(told[0])));
        Assert.Equal(["1 Connected sent=0 received=0 errno=0", "1 Forwarded sent=0 received=0 errno=0", "1 Closed sent=2000000 received=2000000 errno=0"], await server.ReadLines(3));
        _ = await Pipeline.Run($"kill -TERM {told[1]}", scratch);
        Assert.Equal("", await server.End());
    }

    [NativeFact]
    public async Task Sample_tls()
    {
        using Scratch scratch = new();
        string ask = scratch.Fill("ask", 2_000_000, seed: 94);
        await using Pipeline target = await Pipeline.Listen("$NC -lkvn 127.0.0.1 0 --exec cat", scratch);
        await using Pipeline server = Pipeline.Start(packed.Line("tls", $"serve 127.0.0.1 {target.Port}"), scratch);
        string[] told = (await server.ReadLines(1))[0].Split(' ');
        int port = PortOf(told[0]);
        Assert.Equal("same\n", await Pipeline.Run($"$NC -N --strict --tls-pin {told[1]} 127.0.0.1 $PORT <{ask} | cmp - {ask} && echo same", scratch, port));
        Assert.Equal(["TLSv1.3: BothDrained"], await server.ReadLines(1));
        Assert.Equal("same\n", await Pipeline.Run($"({packed.Line("tls", $"connect 127.0.0.1 {port} {told[1]}")}) <{ask} | cmp - {ask} && echo same", scratch));
        _ = await Pipeline.Run("echo plain | $NC -N 127.0.0.1 $PORT >answer 2>&1 || :", scratch, port);
        Assert.Equal(["TLSv1.3: BothDrained", "TLS: NotTls"], await server.ReadLines(2));
    }

    private static int PortOf(string endPoint)
    {
        Assert.Matches(new Regex(@"^127\.0\.0\.1:\d+$"), endPoint);
        return int.Parse(endPoint.Split(':')[1], CultureInfo.InvariantCulture);
    }
}
