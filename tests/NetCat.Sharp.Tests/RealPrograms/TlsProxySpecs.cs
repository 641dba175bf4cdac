using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Tls;
using Xunit;
using static NetCat.Sharp.Tests.RealPrograms.ShellText;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>TLS through proxies: the TLS handshake follows the proxy's handshake, and the name that is checked is the target's.</summary>
public sealed class TlsProxySpecs(Certificates certificates) : IClassFixture<Certificates>
{
    /// <summary>A certificate for localhost only: it names no address.</summary>
    private string Server => $"--tls-cert {certificates.Named} --tls-key {certificates.NamedKey}";

    [NativeTheory("tinyproxy")]
    [InlineData("")]
    [InlineData("--proxy-auth-file auth")]
    public async Task Tinyproxy(string options)
    {
        using Scratch scratch = new();
        int target = Ports.Free();
        await using HttpProxy proxy = await HttpProxy.Start(scratch, [target], options.Length > 0 ? "frida open" : null);
        File.WriteAllText(scratch.Path("auth"), "frida:open\n");
        await AssertRelayed(scratch, target, $"-X connect -x 127.0.0.1:{proxy.Port} {options}");
    }

    [NativeTheory("danted")]
    [InlineData("-X 4")]
    [InlineData("-X 5")]
    public async Task Danted(string options)
    {
        using Scratch scratch = new();
        int port = Ports.Free();
        IEnumerable<string> settings =
        [
            $"logoutput: {scratch.Path("log")}", $"internal: 127.0.0.1 port = {port}", "external: lo", "socksmethod: none", "clientmethod: none",
            "client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }", "socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }",
        ];
        File.WriteAllLines(scratch.Path("danted.conf"), settings);
        await using Pipeline proxy = Pipeline.Start($"exec timeout 100 danted -f danted.conf -p {scratch.Path("pid")}", scratch, port);
        await Ports.ListenedAt(port);
        await AssertRelayed(scratch, Ports.Free(), $"{options} -x 127.0.0.1:{port}");
    }

    /// <summary>The proxy's reply and the server's greeting arrive in one segment.</summary>
    [NativeFact]
    public async Task A_greeting_after_the_reply_of_the_proxy_is_not_lost()
    {
        const string Proxy = "while read line && [ ${#line} -gt 1 ]; do :; done; printf \"HTTP/1.0 200 OK\\r\\n\\r\\n220 hello\\r\\n\"; read ehlo; printf \"250 STARTTLS\\r\\n\"; read start; " +
            "printf \"220 go\\r\\n\"; exec ";
        using Scratch scratch = new();
        string line = $"$NC -lN {Server} --port-file port 127.0.0.1 0 </dev/null >got & {Await} " +
            $"$NC -l --port-file proxy 127.0.0.1 0 --sh-exec '{Proxy} '\"$NC -N 127.0.0.1 $port\" & until [ -s proxy ]; do sleep 0.01; done; " +
            $"echo ping | $NC -N -w 20 --tls-start smtp --tls-ca {certificates.Authority} -X connect -x 127.0.0.1:$(cat proxy) localhost 25; echo $?; wait $!; wait; cat got";
        Assert.Equal("0\nping\n", await Pipeline.Run(line, scratch));
    }

    private async Task AssertRelayed(Scratch scratch, int target, string options)
    {
        string listen = $"$NC -l {Server} --drain --port-file port 127.0.0.1 $PORT ";
        string line = $"seq 50000 >up; seq 60000 >down; {listen} <down >got & {Await}" +
            $"(cat up; until cmp -s back down; do sleep 0.01; done) | $NC -N -w 20 --tls-ca {certificates.Authority} {options} localhost $port >back; echo $?; wait $!; cmp up got; cmp down back";
        Assert.Equal("0\n", await Pipeline.Run(line, scratch, target));

        // Here the certificate has the name of the proxy, but not that of the target.
        line = $"rm port; timeout 20 {listen} </dev/null >/dev/null 2>&1 & {Await}" +
            $"$NC -N -w 20 --tls-ca {certificates.Authority} {options.Replace("127.0.0.1:", "localhost:", StringComparison.Ordinal)} 127.0.0.1 $port 2>&1 </dev/null; echo $?; kill $!";
        Assert.Equal("nc: TLS: the peer's certificate is not for 127.0.0.1\n1\n", await Pipeline.Run(line, scratch, target));
    }
}
