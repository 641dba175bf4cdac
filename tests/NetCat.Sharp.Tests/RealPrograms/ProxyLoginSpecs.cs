using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>Proxies with a user and a password that are not typed, and SOCKS 4A.</summary>
public sealed class ProxyLoginSpecs
{
    /// <summary>A server that greets first, so that a byte lost after the handshake is noticed, and then echoes its input.</summary>
    private const string Server = "$NC -lvnk 127.0.0.1 0 --sh-exec 'echo hello; cat'";

    /// <summary>tinyproxy closes both directions when one ends, so the input ends only after the reply.</summary>
    private const string Client = "(echo ping; until grep -qs ping got; do sleep 0.01; done) | $NC -vN --events e ";
    private const string Wrong = "echo frida:wrong >bad; echo ping | $NC -N --exit-codes --retry 60s ";
    private const string Refused = "frida";

    [NativeTheory("tinyproxy")]
    [InlineData("--proxy-auth-file auth", "")]
    [InlineData("--proxy-auth-file fd:7", "7<auth")]
    [InlineData("--proxy-auth-file <(cat auth)", "")]
    [InlineData("--proxy-auth-file auth -s 127.0.0.5", "")]
    [InlineData("--proxy-auth-file auth -p $PORT", "")]
    public async Task Tinyproxy_gets_Basic(string options, string redirection)
    {
        using Scratch scratch = new();
        await using Pipeline server = await Pipeline.Listen(Server, scratch);
        await using HttpProxy proxy = await HttpProxy.Start(scratch, [server.Port], "frida open");
        File.WriteAllText(scratch.Path("auth"), "frida:open\r\n");
        string line = $"{Client}{options} -X connect -x 127.0.0.1:{proxy.Port} 127.0.0.1 {server.Port} {redirection} 2>err >got; cat got err; grep -o 'scheme.*' e";
        Assert.Equal(
            $"hello\nping\nProxy authentication: Basic\nConnection to 127.0.0.1 {server.Port} port [tcp/*] succeeded!\nscheme\":\"Basic\"}}\n",
            await Pipeline.Run(line, scratch, Ports.Free()));
        line = $"{Wrong}--proxy-auth-file bad -X connect -x 127.0.0.1:{proxy.Port} 127.0.0.1 {server.Port} 2>&1; echo $?";
        Assert.Equal("nc: Proxy authentication failed\n8\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory("microsocks")]
    [InlineData("--proxy-auth-file auth")]
    [InlineData("-s 127.0.0.5 --proxy-auth-file auth")]
    public async Task Microsocks_gets_the_password(string options)
    {
        using Scratch scratch = new();
        await using Pipeline server = await Pipeline.Listen(Server, scratch);
        int port = Ports.Free();
        await using Pipeline proxy = Pipeline.Start("exec timeout 100 microsocks -i 127.0.0.1 -p $PORT -u frida -P o:pen 2>microsocks.log", scratch, port);
        await Ports.ListenedAt(port);
        File.WriteAllText(scratch.Path("auth"), "frida:o:pen");
        await AssertServed(scratch, $"{Client}{options} -x 127.0.0.1:{port} localhost {server.Port}", "SOCKS5 password");
        await AssertServed(scratch, $"export NC_PROXY_AUTH=frida:o:pen; {Client} -x 127.0.0.1:{port} localhost {server.Port}", "SOCKS5 password");
        string line = $"{Wrong}--proxy-auth-file bad -x 127.0.0.1:{port} 127.0.0.1 {server.Port} 2>&1; echo $?";
        Assert.Equal("nc: Proxy authentication failed\n8\n", await Pipeline.Run(line, scratch));
        line = $"export NC_PROXY_AUTH=frida:o:pen; $NC -x 127.0.0.1:{port} 127.0.0.1 {server.Port} --sh-exec 'env | grep -c PROXY_AUTH >seen'; cat seen";
        Assert.Equal("0\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory("danted")]
    [InlineData("-X 4")]
    [InlineData("-X 5 -s 127.0.0.5")]
    [InlineData("-X 5")]
    public async Task Danted_connects_without_a_password(string options)
    {
        using Scratch scratch = new();
        await using Pipeline server = await Pipeline.Listen(Server, scratch);
        int port = Ports.Free();
        IEnumerable<string> settings =
        [
            $"logoutput: {scratch.Path("log")}", $"internal: 127.0.0.1 port = {port}", "external: lo", "socksmethod: none", "clientmethod: none",
            "client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }", "socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }",
        ];
        File.WriteAllLines(scratch.Path("danted.conf"), settings);
        await using Pipeline proxy = Pipeline.Start($"exec timeout 100 danted -f danted.conf -p {scratch.Path("pid")}", scratch, port);
        await Ports.ListenedAt(port);
        string line = $"echo ping | $NC -N {options} -x 127.0.0.1:{port} localhost {server.Port}";
        Assert.Equal("hello\nping\n", await Pipeline.Run(line, scratch));
    }

    [SshFact("ssh")]
    public async Task Ssh_looks_the_name_up_with_version_4A()
    {
        using Scratch scratch = new();
        await using SshServer ssh = await SshServer.Start(scratch);
        await using Pipeline server = await Pipeline.Listen(Server, scratch);
        string line = $"echo ping | $NC -N -X 4a -x 127.0.0.1:{await ssh.StartSocksProxy()} localhost {server.Port}";
        Assert.Equal("hello\nping\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory("setsid")]
    [InlineData("MD5", true)]
    [InlineData("SHA-256", true)]
    [InlineData("SHA-256", false)]
    public async Task A_scripted_proxy_gets_Digest(string algorithm, bool isStaleOnce)
    {
        string challenge = $"headers HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=x\r\nProxy-Authenticate: Digest realm=\"a\", nonce=\"n1\", qop=\"auth\", algorithm={algorithm}";
        List<string[]> scripts = [[challenge + "\r\n\r\n<html>"]];
        if (isStaleOnce)
        {
            scripts.Add([challenge + ", stale=true\r\n\r\n"]);
        }

        scripts.Add(["headers HTTP/1.1 200 OK\r\nVia: x\r\n\r\nfrom there\n"]);
        ProxyOutcome outcome = await Observe("-v", scripts, byteByByte: true);
        Assert.Equal((0, "from there\n"), (outcome.ExitCode, outcome.Stdout));
        Assert.Contains($"Proxy authentication: Digest {algorithm}\n", outcome.Stderr, StringComparison.Ordinal);
        string[] heard = outcome.Heard.Split("\n--\n");
        Assert.Equal("CONNECT name.example.test:80 HTTP/1.0\r\n\r\n", heard[0]);
        Assert.Matches($"^CONNECT name.example.test:80 HTTP/1.0\r\nProxy-Authorization: Digest username=\"frida\", realm=\"a\", nonce=\"n1\", uri=\"name.example.test:80\", response=\"[0-9a-f]+\", algorithm={algorithm}, qop=auth, nc=00000001, cnonce=\"[0-9a-f]{{32}}\"\r\n\r\nfrom here\n$", heard[^1]);
    }

    [NativeTheory("setsid")]
    [InlineData("Proxy-Authenticate: Digest realm=a, nonce=b\r\n", "nc: Proxy authentication failed\n", 2)]
    [InlineData("Proxy-Authenticate: Digest realm=a, nonce=b, stale=true\r\n", "nc: Proxy authentication failed\n", 3)]
    [InlineData("Proxy-Authenticate: Negotiate\r\n", "nc: proxy authentication: no scheme of the proxy is supported: Negotiate\n", 1)]
    [InlineData("", "nc: proxy authentication: the proxy names no scheme\n", 1)]
    public async Task A_scripted_proxy_refuses(string fields, string line, int connections)
    {
        ProxyOutcome outcome = await Observe("", [.. System.Linq.Enumerable.Repeat<string[]>([$"headers HTTP/1.1 407 No\r\n{fields}\r\n"], 4)], byteByByte: false);
        Assert.Equal((1, line), (outcome.ExitCode, outcome.Stderr));
        Assert.Equal(connections, Regex.Count(outcome.Heard, "CONNECT"));
    }

    [NativeTheory("bash")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file nowhere", "proxy-auth-file nowhere: No such file or directory")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file .", "proxy-auth-file .: Is a directory")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file /dev/zero", "proxy-auth-file /dev/zero: File too large")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file /dev/null", "proxy-auth-file /dev/null: the first line is not user:password")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file <(echo secret)", "the first line is not user:password")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file <(printf 'a:\\tb')", "control character in user or password")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file fd:77", "proxy-auth-file fd 77: Bad file descriptor")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file fd:2", "proxy-auth-file fd too small: 2")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file fd:x", "proxy-auth-file fd invalid: x")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file fd:99999999999", "proxy-auth-file fd too large: 99999999999")]
    [InlineData("-x 127.0.0.1:1 --proxy-auth-file=", "--proxy-auth-file needs the name of a file")]
    [InlineData("-x 127.0.0.1:1 -X 4 --proxy-auth-file f", "cannot use --proxy-auth-file and -X 4")]
    [InlineData("-x 127.0.0.1:1 -X 4a --proxy-auth-file f", "cannot use --proxy-auth-file and -X 4a")]
    [InlineData("--proxy-auth-file f", "must use -x with --proxy-auth-file")]
    public async Task Bad_input_is_one_line_that_shows_no_secret(string options, string line)
    {
        using Scratch scratch = new();
        string shown = await Pipeline.Run($"$NC {options} 127.0.0.1 9 2>&1 </dev/null; echo $?", scratch);
        Assert.Matches($"^nc: [^\n]*{Regex.Escape(line)}\n1\n$", shown);
        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
    }

    private static Task<ProxyOutcome> Observe(string options, IEnumerable<string[]> scripts, bool byteByByte)
        => ProxyOutcome.OfOurs(["-X", "connect", "-x", "PROXY", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "name.example.test", "80"], scripts, byteByByte, "frida:open");

    private static async Task AssertServed(Scratch scratch, string line, string scheme)
    {
        string shown = await Pipeline.Run(line + " 2>err >got; cat got; rm got; grep -o '^Proxy.*' err", scratch);
        Assert.Equal($"hello\nping\nProxy authentication: {scheme}\n", shown);
        Assert.DoesNotContain(Refused, File.ReadAllText(scratch.Path("e")) + File.ReadAllText(scratch.Path("err")), StringComparison.Ordinal);
    }
}
