using System.IO;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>
/// Error lines that repeat user input: our own lines escape unprintable characters; lines that the real nc has too are identical to its own.
/// </summary>
public sealed class PrintableLineSpecs
{
    [NativeTheory]
    [InlineData("-l --allow $'1\\e[31m' 127.0.0.1 0", "nc: allow invalid: 1\\x1B[31m")]
    [InlineData("-l --allow-file $'no\\x01' 127.0.0.1 0", "nc: allow-file no\\x01: No such file or directory")]
    [InlineData("-l --deny-file list 127.0.0.1 0", "nc: deny-file list: invalid: 127.0.0.1\\xE2\\x80\\x8B")]
    [InlineData("--hash $'sha256\\r' 127.0.0.1 1", "nc: hash invalid: sha256\\x0D")]
    [InlineData("-lu --udp-connect=$'never\\t' 127.0.0.1 1", "nc: udp-connect invalid: never\\x09")]
    [InlineData("--reuse-addr=$'on\\xff' 127.0.0.1 1", "nc: reuse-addr is neither on nor off: on\\xFF")]
    [InlineData("--retry $'1\\xe2\\x80\\xae' 127.0.0.1 1", "nc: retry time invalid: 1\\xE2\\x80\\xAE")]
    [InlineData("--events $'no\\n/x' 127.0.0.1 1", "nc: no\\x0A/x: No such file or directory")]
    [InlineData("--events fd:$'3\\e' 127.0.0.1 1", "nc: events fd invalid: 3\\x1B")]
    [InlineData("--hex-dump $'no\\a/x' 127.0.0.1 1", "nc: no\\x07/x: No such file or directory")]
    [InlineData("-l --port-file $'no\\b/x' 127.0.0.1 0", "nc: no\\x08/x: No such file or directory")]
    [InlineData("127.0.0.1 1 --exec $'./\\xe2\\x80\\x8b'", "nc: ./\\xE2\\x80\\x8B: No such file or directory")]
    [InlineData("-lU $'odd\\e'", "nc: odd\\x1B: not a socket, left as it is")]
    public async Task Our_own_lines_are_escaped(string arguments, string line)
    {
        using Scratch scratch = new();
        await File.WriteAllTextAsync(scratch.Path("list"), "127.0.0.1\u200B\n");
        await File.WriteAllTextAsync(scratch.Path("odd\u001B"), "kept");
        Assert.Equal($"{line}\n1\n", await Pipeline.Run($"LC_ALL=C.UTF-8; $NC {arguments} 2>&1 || echo $?", scratch));
    }

    [NativeTheory("nc.openbsd")]
    [InlineData("-w $'1\\e' 127.0.0.1 1")]
    [InlineData("-z 127.0.0.1 $'1\\xff-2'")]
    [InlineData("-U $'no\\x01'")]
    [InlineData("-T $'\\xe2\\x80\\xae' 127.0.0.1 1")]
    [InlineData("-z $'no\\e[31mhost' 1")]
    public async Task Lines_of_the_real_nc_are_unchanged(string arguments)
    {
        using Scratch scratch = new();
        _ = await Pipeline.Run($"LC_ALL=C.UTF-8; $NC {arguments} 2>ours; nc.openbsd {arguments} 2>theirs; sed -i 's/^nc.openbsd: /nc: /' theirs", scratch);
        Assert.NotEmpty(await File.ReadAllBytesAsync(scratch.Path("theirs")));
        Assert.Equal(await File.ReadAllBytesAsync(scratch.Path("theirs")), await File.ReadAllBytesAsync(scratch.Path("ours")));
    }

    [NativeFact]
    public async Task A_byte_order_mark_is_no_part_of_a_list()
    {
        using Scratch scratch = new();
        await File.WriteAllBytesAsync(scratch.Path("list"), [0xEF, 0xBB, 0xBF, .. "127.0.0.1\r\n"u8]);
        const string Line = "$NC -l --allow-file list --port-file port 127.0.0.1 0 >got </dev/null & until [ -s port ]; do sleep 0.01; done; echo hello | $NC -N 127.0.0.1 $(cat port); wait; cat got";
        Assert.Equal("hello\n", await Pipeline.Run(Line, scratch));
    }
}
