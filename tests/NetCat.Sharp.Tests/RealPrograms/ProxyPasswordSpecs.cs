using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>HTTP proxies that require a password, which is typed at a terminal.</summary>
public sealed class ProxyPasswordSpecs
{
    private const string Prompt = "Proxy password for ";
    private const string Refused = "headers HTTP/1.1 407 Who are you\r\n\r\n";
    private const string Granted = "headers HTTP/1.1 200 OK\r\n\r\nfrom there\n";

    [NativeFact("tinyproxy", "script")]
    public async Task A_real_proxy_opens_for_the_right_password()
    {
        using Scratch scratch = new();
        _ = scratch.Fill("file", 100_000, seed: 9);
        await using Pipeline receiver = await Pipeline.Listen("$NC -lvn 127.0.0.1 0 </dev/null | sha256sum", scratch);
        await using HttpProxy proxy = await HttpProxy.Start(scratch, [receiver.Port], "frida open");
        string line = $"$NC -N -X connect -P frida -x 127.0.0.1:{proxy.Port} 127.0.0.1 {receiver.Port} <file";
        (int exitCode, string shown) = await TypedPasswords.Answer(line, NativeProgram.Path, scratch, Prompt, ["open"]);
        Assert.Equal($"{Prompt}frida@127.0.0.1: \r\n", shown);
        Assert.Equal(0, exitCode);
        Assert.Equal(await Pipeline.Run("sha256sum <file", scratch), await receiver.End());
    }

    [NativeTheory("nc.openbsd", "script")]
    [InlineData("frida", 1, "right")]
    [InlineData("frida", 2, "wrong", "right")]
    [InlineData("frida", 4, "one", "two", "three")]
    [InlineData("frida", 1, "")]
    [InlineData("frida", 1, "p\u00e4ssw\u00f6rd with blanks : and a colon")]
    [InlineData("", 1, "right")]
    [InlineData("a:b", 1, "right")]
    public Task A_password_typed(string user, int connections, params string[] passwords) => AssertSame(user, connections, passwords);

    [NativeTheory("nc.openbsd", "script")]
    [InlineData(1, 254)]
    [InlineData(1, 255)]
    [InlineData(1, 256)]
    [InlineData(1, 400)]
    [InlineData(741, 4)]
    [InlineData(742, 4)]
    [InlineData(762, 4)]
    [InlineData(763, 4)]
    [InlineData(1018, 4)]
    [InlineData(1019, 4)]
    [InlineData(1500, 4)]
    public Task Credentials_of_any_length(int user, int password) => AssertSame(new string('u', user), 1, new string('p', password));

    private static async Task AssertSame(string user, int refusals, params string[] passwords)
    {
        (int, string, string) theirs = await Observe("nc.openbsd", user, refusals, passwords);
        (int, string, string) ours = await Observe(NativeProgram.Path, user, refusals, passwords);
        Assert.Equal(theirs, ours);
    }

    /// <summary>The exit code, the output of the terminal, and the requests that the proxy received.</summary>
    private static async Task<(int ExitCode, string Shown, string Heard)> Observe(string program, string user, int refusals, string[] passwords)
    {
        using Scratch scratch = new();
        using ScriptedProxy proxy = new();
        using CancellationTokenSource over = new();
        string[][] scripts = [.. Enumerable.Repeat<string[]>([Refused], refusals), [Granted]];
        Task<IReadOnlyList<string>> serving = proxy.Serve(scripts, byteByByte: false, Task.Delay(Timeout.Infinite, over.Token));
        string line = $"$NC -N -X connect -P '{user}' -x 127.0.0.1:{proxy.Port} name.example.test 80 </dev/null";
        (int exitCode, string shown) = await TypedPasswords.Answer(line, program, scratch, Prompt, passwords);
        await over.CancelAsync();
        return (exitCode, shown, string.Join("--\n", await serving));
    }
}
