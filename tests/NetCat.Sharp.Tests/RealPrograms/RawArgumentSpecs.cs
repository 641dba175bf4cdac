using System;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Arguments that are not valid text: nc takes them as bytes and prints them unchanged.</summary>
public sealed class RawArgumentSpecs
{
    [NativeTheory("nc.openbsd")]
    [InlineData(@"$'-\xc3\xa9'")]
    [InlineData(@"$'-vz\xff'")]
    [InlineData(@"$'-l\xe2\x82\xac' 1")]
    [InlineData(@"$'-\xf0\x9f\x98\x80'")]
    [InlineData(@"$'-\xef\xbf\xbd'")]
    [InlineData(@"$'h\xff' 1")]
    [InlineData(@"$'h\xc3\xa9' 1")]
    [InlineData(@"$'\xef\xbf\xbd\xff' 1")]
    [InlineData(@"-vz 127.0.0.1 $'\xff'")]
    [InlineData(@"-vz 127.0.0.1 $'1-\xc3'")]
    [InlineData(@"-w $'\xff' 127.0.0.1 1")]
    [InlineData(@"-T $'\xff' 127.0.0.1 1")]
    [InlineData(@"-X $'\xff' 127.0.0.1 1")]
    [InlineData(@"-s $'\xff' 127.0.0.1 1")]
    [InlineData(@"-x $'\xff:1' 127.0.0.1 1")]
    [InlineData(@"-U $'none\xff'")]
    [InlineData(@"-U $'none\xf0\x9f\x98\x80'")]
    [InlineData(@"-uU -s $'no/\xff' $'none\xff'")]
    [InlineData(@"-U '' $'\xff'")]
    public async Task The_exact_text(string arguments)
    {
        string theirs = await Said("nc.openbsd", arguments);
        Assert.Equal(theirs, await Said(NativeProgram.Path, arguments));
    }

    [NativeTheory("nc.openbsd")]
    [InlineData("-l", "-N", "Listening")]
    [InlineData("-luk", "-u -q 0 -s $'mine\\xfe'", "Bound")]
    public async Task Paths_of_sockets(string listener, string client, string ready)
    {
        string theirs = await Met("nc.openbsd", NativeProgram.Path, listener, client, ready);
        Assert.Contains("hello", theirs, StringComparison.Ordinal);
        Assert.Equal(theirs, await Met(NativeProgram.Path, "nc.openbsd", listener, client, ready));
    }

    private static async Task<string> Said(string program, string arguments)
    {
        using Scratch scratch = new();
        return await Pipeline.Run($"{{ (exec -a nc {program} {arguments}) </dev/null 2>&1 || echo exit $?; }} | od -An -c", scratch);
    }

    /// <summary>
    /// The messages of a listener of one program and a client of the other, the data received, and the contents of the directory, byte for byte.
    /// </summary>
    private static async Task<string> Met(string listens, string calls, string listener, string client, string ready)
    {
        using Scratch scratch = new();
        const string Path = @"$'x\xff.sock'";
        string line = "trap 'rm -f ./*' EXIT; " // .NET can neither name nor remove such files.
            + $"(exec -a nc {listens} {listener} -w 5 -vU {Path} </dev/null >got 2>said) & "
            + $"until grep -q {ready} said 2>/dev/null; do sleep 0.01; done; "
            + $"(echo hello | exec -a nc {calls} {client} -vU {Path}) 2>said-too; until grep -q hello got; do sleep 0.01; done; "
            + "kill $! 2>/dev/null; wait; ls -N | od -An -c; od -An -c got said said-too; cat got";
        return await Pipeline.Run($"timeout 20 bash -c {Quoted(line)}", scratch);
    }

    private static string Quoted(string line) => $"'{line.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
